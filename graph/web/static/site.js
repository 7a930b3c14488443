// Suggestions under the search boxes; without this script the form still searches.
"use strict";
for (const form of document.querySelectorAll("form.seek")) {
  const input = form.querySelector("input[type=search]");
  const list = form.querySelector("ul");
  let chosen = -1;
  let asked = 0;

  const show = (things) => {
    list.replaceChildren(...things.map((thing, number) => {
      const link = document.createElement("a");
      link.href = thing.path;
      const shape = document.getElementById(`shape-${thing.type}`)?.content.cloneNode(true);
      link.append(part("hit", { shape, label: thing.label, where: thing.where.slice(0, 2).join(" · ") }));
      const item = document.createElement("li");
      item.id = `${list.id}-${number}`;
      item.setAttribute("role", "option");
      item.append(link);
      return item;
    }));
    list.hidden = things.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  };

  const choose = (number) => {
    chosen = number;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === number)));
    if (number < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[number].id);
  };

  input.addEventListener("input", async () => {
    const words = input.value.trim();
    const mine = ++asked;
    if (!words) return show([]);
    const response = await fetch(`/search.json?q=${encodeURIComponent(words)}`);
    if (response.ok && mine === asked) show(await response.json());
  });
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "Escape") show([]);
    else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      list.children[chosen].firstChild.click();
    } else if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      choose((chosen + (event.key === "ArrowDown" ? 1 : count - 1 + (chosen < 0))) % count);
    }
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) list.hidden = true; });
}
