import { useResizeObserver } from '@vueuse/core';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { onMounted, onScopeDispose, type ShallowRef, watch } from 'vue';

import type { Chart, Palette } from './chart.rule.js';

// Only what is drawn is loaded.
use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const TOKENS = {
  main: '--brand',
  second: '--ink-2',
  good: '--ok',
  bad: '--stop',
  ink: '--ink-2',
  line: '--line',
  card: '--card',
} as const satisfies Record<Exclude<keyof Palette, 'font'>, string>;

/** The colours as the browser has worked them out: a chart cannot read light-dark() by itself. */
export function readPalette(): Palette {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colors = Object.entries(TOKENS).map(([name, token]) => {
    probe.style.color = `var(${token})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return { ...Object.fromEntries(colors), font: getComputedStyle(document.body).fontFamily };
}

/** Keeps a drawing in an element for as long as the page stands. */
export function useChart(
  element: Readonly<ShallowRef<HTMLElement | null>>,
  drawing: () => { chart: Chart; palette: Palette; isCalm: boolean },
): void {
  let instance: EChartsType | undefined;
  onMounted(() => {
    instance = init(element.value, null, { renderer: 'svg' });
    watch(drawing, (now) => instance?.setOption(optionOf(now), { notMerge: true }), { immediate: true });
  });
  useResizeObserver(element, () => instance?.resize());
  onScopeDispose(() => instance?.dispose());
}

type Option = Parameters<EChartsType['setOption']>[0];

function optionOf({ chart, palette, isCalm }: ReturnType<Parameters<typeof useChart>[1]>): Option {
  const text = { color: palette.ink, fontSize: 12, fontFamily: palette.font };
  const axisLine = { lineStyle: { color: palette.line } };
  const words = {
    type: 'category' as const,
    data: [...chart.labels],
    inverse: chart.lies,
    axisLabel: { ...text, hideOverlap: true },
    axisLine,
    axisTick: { show: false },
  };
  const scale = {
    type: 'value' as const,
    axisLabel: { ...text, hideOverlap: true },
    splitLine: axisLine,
    splitNumber: 4,
    ...(chart.isCounted ? { minInterval: 1 } : {}),
  };
  const rate = {
    ...scale,
    min: 0,
    max: 100,
    interval: 25,
    splitLine: { show: false },
    axisLabel: { ...text, formatter: '{value}%' },
  };
  const scales = chart.series.some(({ isRate }) => isRate) ? [scale, rate] : [scale];
  return {
    animation: !isCalm,
    animationDuration: 200,
    textStyle: { fontFamily: palette.font },
    grid: {
      left: 8,
      right: 16,
      top: chart.series.length > 1 ? 36 : 12,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    legend: { show: chart.series.length > 1, top: 0, right: 0, textStyle: text, itemHeight: 10, itemWidth: 16 },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      confine: true,
      backgroundColor: palette.card,
      borderColor: palette.line,
      textStyle: text,
    },
    ...(chart.lies ? { yAxis: words, xAxis: scales } : { xAxis: words, yAxis: scales }),
    series: chart.series.map((series) => ({
      type: series.look,
      name: series.name,
      data: [...series.values],
      color: series.color,
      ...(series.stack ? { stack: 'all' } : {}),
      ...(series.isRate ? { yAxisIndex: 1 } : {}),
      ...(series.look === 'bar' ? { barMaxWidth: 22 } : { symbolSize: 5, connectNulls: true }),
      tooltip: { valueFormatter: (_value: unknown, at: number) => series.texts[at] ?? '' },
    })),
  };
}
