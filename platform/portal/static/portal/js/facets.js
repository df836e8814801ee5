// A form of facets that submits itself: the list and the counts are replaced in place, focus stays where it is, the new
// total is announced and the address stays shareable. Without this script, or when anything fails, the form is an
// ordinary GET form.

const form = document.querySelector("form[data-submits-itself]");
const list = () => document.getElementById("resultaten");

if (form && list() && "fetch" in window) {
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.after(status);
  let running;

  const address = () => {
    const url = new URL(form.action || location.href);
    url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    url.hash = location.hash;
    return url;
  };

  const replaceCounts = (fresh) => {
    for (const input of form.querySelectorAll("input[id]")) {
      const row = input.closest(".option");
      const other = fresh.getElementById(input.id)?.closest(".option");
      const count = row?.querySelector(".option__count");
      const otherCount = other?.querySelector(".option__count");
      if (!count || !otherCount) continue;
      count.replaceChildren(...otherCount.cloneNode(true).childNodes);
      row.className = other.className;
    }
  };

  const show = async (url) => {
    running?.abort();
    running = new AbortController();
    const answer = await fetch(url, { signal: running.signal, headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const results = fresh.getElementById("resultaten");
    if (!results) throw new Error("no list");
    list().replaceWith(results);
    replaceCounts(fresh);
    document.title = fresh.title;
    history.replaceState(null, "", url);
    status.textContent = results.querySelector("h1")?.textContent.trim() ?? fresh.title;
  };

  form.addEventListener("change", () => {
    const url = address();
    show(url).catch((problem) => {
      if (problem.name !== "AbortError") location.assign(url);
    });
  });
}
