/** The look of every page. Kept as text so that the built gateway is code only. */
export const STYLE = `
:root{--blue:#1677ff;--blue-deep:#0a5fd6;--ink:#1f2329;--ink-2:#5c636e;--ground:#f6f7f9;--card:#fff;--line:#e8eaee;--ok:#1f9d61;--wait:#d98a00;--stop:#d4380d;color-scheme:light}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:16px/1.6 -apple-system,BlinkMacSystemFont,"Segoe UI","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
h1,h2,p,dl,dd{margin:0}
a{color:var(--blue-deep)}
:focus-visible{outline:3px solid #94c1ff;outline-offset:2px}
.quiet{color:var(--ink-2);font-size:14px}
.number{font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.ribbon{display:flex;flex-wrap:wrap;justify-content:center;align-items:center;gap:2px 12px;padding:8px 16px;background:repeating-linear-gradient(-45deg,#ffc210 0 18px,#ffd24d 18px 36px);color:#3a2a00;font-size:14px;text-align:center}
.ribbon strong{font-size:18px;letter-spacing:.2em;margin-right:-.2em}
.bar{background:var(--blue);color:#fff}
.bar-in{max-width:1000px;margin:0 auto;padding:14px 16px;display:flex;align-items:center;gap:12px}
.mark{width:32px;height:32px;flex:none}
.bar-name{font-size:18px;font-weight:600}
main{max-width:1000px;margin:0 auto;padding:24px 16px 56px}
main.phone,main.wap{max-width:440px}
.order{display:flex;justify-content:space-between;align-items:center;gap:24px;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:24px 28px}
.order-what{min-width:0}
.subject{font-size:20px;line-height:1.45;font-weight:600;overflow-wrap:anywhere;text-wrap:balance;margin:2px 0}
.order-money{flex:none;text-align:right}
.amount{font-size:40px;line-height:1.2;font-weight:600;font-variant-numeric:tabular-nums;color:var(--ink)}
.yen{font-size:.6em;margin-right:2px}
.left{font-size:14px;color:var(--ink-2)}
.clock{display:inline-block;min-width:3.2em;text-align:center;font-weight:600;color:var(--ink);font-variant-numeric:tabular-nums}
.clock.soon{color:var(--stop)}
.ways{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);background:var(--card);border:1px solid var(--line);border-radius:12px;margin-top:16px}
.phone .ways,.wap .ways{display:block}
.phone .order,.wap .order{flex-direction:column;align-items:stretch;gap:12px;text-align:center}
.phone .order-money,.wap .order-money{text-align:center}
.way{padding:32px 40px 28px}
.scan{border-right:1px solid var(--line);text-align:center}
.way h2{font-size:18px;margin-bottom:20px}
.qr-frame{display:block;width:220px;max-width:100%;margin:0 auto 16px;padding:8px;border:1px solid var(--line);border-radius:12px}
.qr-frame:hover{border-color:var(--blue)}
.qr{display:block;width:100%;height:auto}
form{max-width:360px}
label{display:block;font-size:14px;color:var(--ink-2);margin-bottom:6px}
.field{display:block;width:100%;height:48px;padding:0 14px;margin-bottom:16px;border:1px solid #b9bec7;border-radius:8px;background:#fff;color:var(--ink);font:inherit}
.field:focus,.boxes:focus-within{border-color:var(--blue);outline:3px solid #cfe3ff;outline-offset:0}
.hint{margin:-4px 0 20px}
.boxes{width:100%;height:56px;margin-bottom:12px;container-type:inline-size;overflow:hidden;border:1px solid #b9bec7;border-radius:8px;background:repeating-linear-gradient(90deg,transparent 0 calc(100%/6 - 1px),var(--line) calc(100%/6 - 1px) calc(100%/6))}
.boxes input{--box:calc(100cqw / 6);width:calc(100% + 80px);height:100%;border:0;outline:0;background:none;color:var(--ink);font:24px/1 ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;letter-spacing:calc(var(--box) - 1ch);padding:0 0 0 calc((var(--box) - 1ch)/2)}
.main{display:block;width:100%;max-width:360px;min-height:48px;padding:10px 24px;border:0;border-radius:8px;background:var(--blue);color:#fff;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer;transition:background-color .15s ease-out,transform .15s ease-out}
.main:hover{background:var(--blue-deep)}
.main:active{transform:translateY(1px)}
.main[disabled]{opacity:.6;cursor:default}
.main.plain{background:#fff;color:var(--blue-deep);border:1px solid var(--blue)}
.leave{margin-top:12px;max-width:360px;text-align:center;font-size:14px}
.leave a{display:inline-block;padding:11px 8px;color:var(--ink-2)}
.trouble{padding:10px 14px;margin-bottom:16px;border-radius:8px;background:#fff1ec;color:#a3290a;font-size:14px}
.facts{max-width:360px;margin-bottom:20px;font-size:14px}
.facts div{display:flex;gap:16px;padding:6px 0}
.facts dt{flex:none;width:64px;color:var(--ink-2)}
.facts dd{min-width:0;overflow-wrap:anywhere}
.reasons{width:100%;max-width:640px;margin-top:8px;padding-top:20px;border-top:1px solid var(--line);text-align:left;font-size:14px;color:var(--ink-2);overflow-wrap:anywhere}
.reasons code{font-size:13px;color:var(--ink)}
.face{display:flex;flex-direction:column;align-items:center;gap:12px;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:48px 24px;text-align:center}
main.face{margin-top:24px;max-width:720px}
.face .facts{width:100%;margin:16px 0;padding-top:16px;border-top:1px solid var(--line);text-align:left}
.face .main{margin-top:4px}
.picture{width:96px;height:96px}
.stroke{fill:none;stroke:#8a919f;stroke-width:4;stroke-linecap:round;stroke-linejoin:round}
.stroke.stop{stroke:var(--stop)}
.tick .stroke{stroke:var(--ok);stroke-width:5;stroke-dasharray:1;stroke-dashoffset:0}
@media (prefers-reduced-motion:no-preference){.tick .stroke{stroke-dashoffset:1;animation:draw .5s ease-out forwards}.tick .mark-line{animation-delay:.4s}}
@keyframes draw{to{stroke-dashoffset:0}}
.face h1{font-size:24px;line-height:1.4}
main.desk{max-width:1200px}
.desk h1{font-size:24px}
.panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:16px;margin:20px 0 32px}
.panel,.tradecard{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:20px}
.panel h2,.trades h2{font-size:16px;margin-bottom:8px}
.row{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin-top:12px}
.small{min-height:44px;padding:6px 14px;border:1px solid #b9bec7;border-radius:8px;background:#fff;color:var(--ink);font:inherit;font-size:14px;cursor:pointer}
.small:hover{border-color:var(--blue);color:var(--blue-deep)}
textarea.field{height:112px;padding:10px 14px;font:13px/1.5 ui-monospace,Menlo,Consolas,monospace;margin-bottom:0}
.tradecard{margin-bottom:12px}
.tradehead{display:flex;flex-wrap:wrap;gap:4px 16px;justify-content:space-between;align-items:baseline}
.tradehead strong{overflow-wrap:anywhere}
.money{font-variant-numeric:tabular-nums;font-weight:600}
.tag{display:inline-block;padding:1px 10px;border-radius:999px;font-size:13px;background:#eef1f5;color:var(--ink-2)}
.tag.ok{background:#e5f5ed;color:#13683f}.tag.wait{background:#fff4de;color:#8a5600}.tag.stop{background:#fdeae4;color:#a3290a}
.notifies{list-style:none;margin:12px 0 0;padding:12px 0 0;border-top:1px solid var(--line);font-size:13px;color:var(--ink-2)}
.notifies li{padding:2px 0;overflow-wrap:anywhere}
.done{min-height:1.6em;font-size:14px;color:var(--ink-2)}
@media (max-width:720px){
main{padding:12px 12px 40px}
.order{flex-direction:column;align-items:stretch;gap:12px;padding:20px;text-align:center}
.order-money{text-align:center}
.amount{font-size:36px}
.ways{display:flex;flex-direction:column-reverse}
.scan{border-right:0;border-top:1px solid var(--line)}
.way{padding:24px 20px}
form,.main,.leave,.facts{max-width:none}
.face{padding:32px 20px}
}
`;

export const MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1677ff"/><path d="M8 11h16M16 7v4M10 16h12c-1 4-5 8-11 9M11 20c4-2 9 1 13 4" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>`;
