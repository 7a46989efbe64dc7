import type { StaffRole } from '@luffy/contracts';

import { ALGORITHMS, FIRST_STEPS, PYTHON, PYTHON_2 } from './lessons/beginners.js';
import { MACHINE_LEARNING, MYSQL, POSTGRESQL, SCRAPING } from './lessons/data.js';
import type { DemoLesson } from './lessons/lesson.js';
import { GIT, LINUX, TESTING } from './lessons/tools.js';
import { DJANGO, FRONTEND, VUE } from './lessons/web.js';

interface DemoUser {
  username: string;
  password: string;
  roles: readonly StaffRole[];
}

/** The accounts that the start prints. */
export const DEMO_USERS: readonly DemoUser[] = [
  { username: 'student', password: 'student123', roles: [] },
  { username: 'student2', password: 'student123', roles: [] },
  { username: 'admin', password: 'admin123', roles: ['admin'] },
  { username: 'support', password: 'admin123', roles: ['support'] },
  { username: 'finance', password: 'admin123', roles: ['finance'] },
  { username: 'catalogue', password: 'admin123', roles: ['catalogue'] },
];

export interface DemoCourse {
  id: number;
  name: string;
  price: string;
  originalPrice: string;
  teacher: string;
  brief: string;
  lessons: DemoLesson[];
  isOnSale: boolean;
  /** How long it has been on sale when the demo is first started. */
  ageDays: number;
}

/** By id, from 1 on: the newest course is neither the first nor the last of the list. */
const AGES_DAYS = [320, 260, 400, 380, 210, 300, 45, 150, 12, 90, 180, 28, 900, 63];

const course = (
  id: number,
  name: string,
  [price, originalPrice]: readonly [string, string],
  [teacher, brief]: readonly [string, string],
  lessons: DemoLesson[],
): DemoCourse => ({
  id,
  name,
  price,
  originalPrice,
  teacher,
  brief,
  lessons,
  isOnSale: true,
  ageDays: AGES_DAYS[id - 1] ?? 0,
});

/** Course 1 costs 99.00, course 2 199.00, course 3 nothing; course 13 is off sale. */
export const DEMO_COURSES: DemoCourse[] = [
  course(
    1,
    'Python 从零到上手',
    ['99.00', '199.00'],
    ['林晓舟', '不需要任何基础,用 8 个小项目写出自己的第一批程序:记账本、抽奖、天气播报。'],
    PYTHON,
  ),
  course(
    2,
    'Django 商城实战',
    ['199.00', '399.00'],
    ['周以宁', '从模型到部署,完整做出一个可以收款的课程商城。'],
    DJANGO,
  ),
  course(
    3,
    '编程第一课:和计算机说话',
    ['0.00', '0.00'],
    ['林晓舟', '一小时弄明白程序是什么,适合从没写过代码的你。'],
    FIRST_STEPS,
  ),
  course(4, 'Linux 命令行', ['59.00', '99.00'], ['陈立', '服务器上的每一天,从看懂提示符开始。'], LINUX),
  course(5, 'MySQL 查询与索引', ['88.80', '128.00'], ['苏婉', '写得出查询,也说得清它为什么慢。'], MYSQL),
  course(6, '前端三件套', ['79.00', '159.00'], ['何沐', 'HTML、CSS 与 JavaScript,做出一页自己满意的网页。'], FRONTEND),
  course(7, 'Vue 3 组件化开发', ['149.00', '299.00'], ['何沐', '组合式 API、路由与状态,写一个真正的单页应用。'], VUE),
  course(8, '数据结构与算法图解', ['129.00', '259.00'], ['吴远', '每个结构都画出来,每个算法都走一遍。'], ALGORITHMS),
  course(9, '爬虫与数据整理', ['69.00', '139.00'], ['陈立', '把网页上的信息变成一张干净的表。'], SCRAPING),
  course(10, '机器学习入门', ['299.00', '599.00'], ['吴远', '从一条直线开始,理解模型在学什么。'], MACHINE_LEARNING),
  course(11, 'Git 与团队协作', ['39.90', '59.00'], ['苏婉', '分支、合并与评审,让多人写一份代码不再紧张。'], GIT),
  course(12, '软件测试基础', ['0.01', '49.00'], ['周以宁', '先想清楚什么叫对,再写代码。一分钱体验课。'], TESTING),
  {
    ...course(13, 'Python 2 遗留项目维护', ['49.00', '49.00'], ['林晓舟', '已停止更新。'], PYTHON_2),
    isOnSale: false,
  },
  course(14, 'PostgreSQL 实战', ['159.00', '239.00'], ['苏婉', '事务、锁与约束:让数据库替你守住规矩。'], POSTGRESQL),
];

/** Coupons to claim, one of each kind. */
export const DEMO_COUPONS = [
  { id: 1, name: '新同学立减 20 元', type: 0, value: '20.00', offPercent: null, minimum: '0.00' },
  { id: 2, name: '满 200 减 50', type: 1, value: '50.00', offPercent: null, minimum: '200.00' },
  { id: 3, name: '全场 7.9 折', type: 2, value: '0.00', offPercent: 79, minimum: '0.00' },
] as const;
