// Words of the interface in Chinese and English, and the one way elements are made: text never becomes markup.

const WORDS = {
  skip: ["跳到表格视图", "Skip to the table view"],
  graph: ["图谱", "Graph"],
  map: ["地图", "Map"],
  time: ["时间", "Time"],
  matrix: ["矩阵", "Matrix"],
  table: ["表格", "Table"],
  filters: ["筛选", "Filters"],
  clear: ["清除", "Clear"],
  of: ["共", "of"],
  limit: ["画出的实体数", "Entities drawn"],
  types: ["类别", "Types"],
  relations: ["关系", "Relations"],
  region: ["行政区", "Region"],
  byline: ["记者作者", "Contributor"],
  column: ["栏目", "Column"],
  newspaper: ["报纸", "Newspaper"],
  dates: ["日期", "Dates"],
  from: ["从", "from"],
  to: ["至", "to"],
  least: ["置信度不低于", "Confidence at least"],
  status: ["陈述", "Statements"],
  asserted: ["文中明说", "asserted"],
  any: ["不限", "any"],
  close: ["关闭", "Close"],
  back: ["返回", "Back"],
  expand: ["展开", "Expand"],
  focus: ["只看邻域", "Isolate"],
  unfocus: ["看全图", "Whole graph"],
  pin: ["固定", "Pin"],
  unpin: ["取消固定", "Unpin"],
  hide: ["隐藏", "Hide"],
  path: ["路径", "Path"],
  compare: ["对比", "Compare"],
  hops: [" 跳", "-hop"],
  coverage: ["报道地区", "Reports from"],
  pickPath: ["搜索或点选另一个实体，查看两者之间的路径", "Search or click another entity to see the path"],
  pickCompare: ["搜索或点选另一个实体，与它对比", "Search or click another entity to compare"],
  noPath: ["两者之间没有路径", "No path between the two"],
  cancel: ["取消", "Cancel"],
  steps: ["步", "steps"],
  shared: ["共有", "Shared"],
  onlyIn: ["仅", "Only"],
  within: ["所在", "Within"],
  level: ["级别", "Level"],
  page: ["版面", "Page"],
  noText: ["此文件未收入该版全文", "The text of this page is not in the file"],
  pageText: ["版面原文", "Page text"],
  theme: ["明暗", "Theme"],
  language: ["EN", "中文"],
  link: ["复制链接", "Copy link"],
  copied: ["已复制", "Copied"],
  fit: ["适合窗口", "Fit"],
  zoomIn: ["放大", "Zoom in"],
  zoomOut: ["缩小", "Zoom out"],
  save: ["导出", "Export"],
  kind: ["体裁", "Kind"],
  noCase: ["没有符合条件的实体", "Nothing passes the filters"],
  entities: ["实体", "entities"],
  edges: ["关系", "relations"],
  paint: ["着色", "Colour"],
  type: ["按类别", "by type"],
  community: ["按社群", "by community"],
  inCommunity: ["社群", "Community"],
  members: ["个成员", "members"],
  rule: ["规则", "Rule"],
  keys: [
    "方向键选取邻近实体，回车展开，加减缩放，0 全图，斜杠搜索",
    "Arrows pick the nearest entity, Enter expands, + and - zoom, 0 fits, / searches",
  ],
  without: ["不属这一级任何行政区的：", "In no region of this level:"],
  cellsAre: ["格中为文章数，点击查看", "Cells count articles; click to see them"],
  sameRows: ["查询结果与导出的 CSV 行数相同：", "This query gives the rows of the CSV:"],
  copy: ["复制", "Copy"],
  download: ["下载", "Download"],
  print: ["打印", "Print"],
  entityPage: ["实体页", "Entity page"],
  rows: ["行", "Rows"],
  total: ["合计", "Total"],
  measure: ["统计", "Count"],
  programmes: ["项目品牌", "Programmes"],
  pieces: ["文章", "Articles"],
  organisations: ["组织", "Organisations"],
  byLeague: ["按盟市", "By league"],
  byCounty: ["按旗县区", "By county"],
  ownMap: ["加载 GeoJSON 边界", "Load GeoJSON boundaries"],
  notMap: ["此文件不是 GeoJSON", "Not a GeoJSON file"],
  noCentroid: ["没有坐标的行政区", "Regions without coordinates"],
  elsewhere: ["中央与其他", "Central and other"],
};

let language = 0; // 0 Chinese, 1 English

const t = (key) => (WORDS[key] ? WORDS[key][language] : key);
const named = (look) => (language ? look.en : look.zh);

/** An element: attributes by name, `on...` as listeners, children as text or elements. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style")
      for (const [property, set] of Object.entries(value)) element.style.setProperty(property, set);
    else if (value === true) element.setAttribute(name, "");
    else element.setAttribute(name, value);
  }
  append(element, children);
  return element;
}

/** The same for SVG. */
function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(4)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

const byId = (id) => document.getElementById(id);
const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

/** Fill an element anew. */
function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

function say(text) {
  byId("status").textContent = text;
}
