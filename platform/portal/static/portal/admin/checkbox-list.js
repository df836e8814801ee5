// Lists to tick: filter a long one by typing, and say what is chosen. Without this script it is a plain list.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

const enhance = (list) => {
  if (list.dataset.ready) return;
  list.dataset.ready = "true";
  const filter = list.querySelector(".checkbox-list__filter");
  const chosen = list.querySelector(".checkbox-list__chosen");
  const labels = [...list.querySelectorAll("label")];
  const show = () => {
    const words = plain(filter.value);
    for (const label of labels) label.hidden = !plain(label.textContent).includes(words);
  };
  const tell = () => {
    const names = labels.filter((label) => label.querySelector("input").checked).map((label) => label.textContent.trim());
    chosen.textContent = names.length ? `${names.length} ${chosen.dataset.one}: ${names.join(", ")}` : "";
  };
  filter.hidden = false;
  filter.addEventListener("input", show);
  filter.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  list.addEventListener("change", tell);
  tell();
};

const enhanceAll = () => document.querySelectorAll("[data-checkbox-list]").forEach(enhance);
document.addEventListener("DOMContentLoaded", enhanceAll);
if (document.readyState !== "loading") enhanceAll();
