// A form of facets that submits itself: the list and the counts are replaced in place, focus stays where it is, the new
// total is announced, and the address and the way back stay as with an ordinary form. Without this script, or when
// anything fails, it is an ordinary GET form.

const form = document.querySelector("form[data-submits-itself]");
const list = () => document.getElementById("resultaten");

if (form && list()) {
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.after(status);
  form.classList.add("facets--live");
  let shown = location.search;
  let running;

  const address = () => {
    const url = new URL(form.action, location.href);
    url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    url.hash = location.hash;
    return url;
  };

  const shape = (root) => [...root.querySelectorAll(".facet, input")].map((part) => part.id || part.name).join();

  // Only the numbers change while the questions stay the same, so that the focused box is never replaced.
  const refresh = (fresh) => {
    if (shape(form) !== shape(fresh)) {
      const open = [...form.querySelectorAll(".facet[open]")].map((facet) => facet.id);
      form.replaceChildren(...fresh.childNodes);
      for (const id of open) document.getElementById(id)?.setAttribute("open", "");
      return;
    }
    const others = [...fresh.querySelectorAll(".option")];
    [...form.querySelectorAll(".option")].forEach((row, index) => {
      row.className = others[index].className;
      row.querySelector(".option__count")?.replaceChildren(...(others[index].querySelector(".option__count")?.childNodes ?? []));
    });
  };

  const show = async (url) => {
    running?.abort();
    running = new AbortController();
    const answer = await fetch(url, { signal: running.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const results = fresh.getElementById("resultaten");
    if (!results || !fresh.getElementById(form.id)) throw new Error("the answer holds no list");
    const focused = document.activeElement?.id;
    refresh(fresh.getElementById(form.id));
    list().replaceWith(results);
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
    document.title = fresh.title;
    history.pushState(null, "", url);
    shown = location.search;
    status.textContent = results.querySelector("h1, [data-total]")?.textContent.trim() ?? fresh.title;
  };

  // On a narrow screen the filters cover the page: there the button shows what was chosen, all at once.
  const coversThePage = () => form.querySelector(".facets__close")?.getClientRects().length > 0;

  form.addEventListener("change", () => {
    if (coversThePage()) return;
    const url = address();
    show(url).catch((problem) => {
      if (problem.name !== "AbortError") location.assign(url);
    });
  });

  addEventListener("popstate", () => {
    if (location.search !== shown) location.reload();
  });
}
