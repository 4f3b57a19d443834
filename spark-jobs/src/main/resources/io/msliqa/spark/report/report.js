(() => {
  "use strict";
  const style = {
    color: ["#0b62a4", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#6b4c9a", "#7f7f7f"],
    textStyle: { fontFamily: "system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif" },
  };

  // A whisker across a horizontal bar, where the bar stands that belongs to it.
  const interval = (kind, kinds) => (params, api) => {
    const bar = api.barLayout({ count: kinds, barGap: "20%", barCategoryGap: "30%" })[kind];
    const from = api.coord([api.value(0), api.value(1)]);
    const to = api.coord([api.value(2), api.value(1)]);
    const y = from[1] + bar.offsetCenter;
    const cap = Math.min(4, bar.width / 3);
    const stroke = { stroke: "#1b2733", lineWidth: 1.3 };
    const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style: stroke });
    return {
      type: "group",
      children: [line(from[0], y, to[0], y), line(from[0], y - cap, from[0], y + cap), line(to[0], y - cap, to[0], y + cap)],
    };
  };

  const prepared = (option) => {
    for (const series of option.series) {
      if (series.type === "bar") Object.assign(series, { barGap: "20%", barCategoryGap: "30%" });
      if (series.renderItem === "interval") series.renderItem = interval(series.kind, series.kinds);
    }
    return Object.assign({}, style, option);
  };

  for (const figure of document.querySelectorAll("figure.chart")) {
    const plot = figure.querySelector(".plot");
    const chart = echarts.init(plot, null, { renderer: "svg" });
    chart.setOption(prepared(JSON.parse(figure.querySelector("script").textContent)));
    new ResizeObserver(() => chart.resize()).observe(plot);
    window.addEventListener("beforeprint", () => chart.resize());
  }
})();
