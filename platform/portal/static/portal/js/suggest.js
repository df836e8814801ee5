// Suggestions under a search box: an editable combobox with a listbox (WAI-ARIA APG, list autocomplete with manual
// selection). Nothing is chosen until somebody does: Enter then searches, as it does without this script.

const PAUSE = 150; // milliseconds without typing before the site is asked
const SILENCE = 700; // and before the number of suggestions is announced
const [SHORTEST, LONGEST] = [2, 100]; // letters: who typed more knows what to ask

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// The title with what was typed marked, where a word begins so.
const marked = (text, typed) => {
  const span = document.createElement("span");
  const [title, wanted] = [plain(text), plain(typed.trim())];
  const at = ` ${title.replace(/[^\p{L}\p{N}]/gu, " ")}`.indexOf(` ${wanted}`);
  if (at < 0 || title.length !== text.length) {
    span.textContent = text;
    return span;
  }
  const mark = document.createElement("mark");
  mark.textContent = text.slice(at, at + wanted.length);
  span.append(text.slice(0, at), mark, text.slice(at + wanted.length));
  return span;
};

const enhance = (input) => {
  const { suggestions: address, label, word, none, one, many } = input.dataset;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  list.id = `${input.id}-suggesties`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  list.className = "suggest";
  list.hidden = true;
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.closest(".searchbox").append(list, status);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }

  let found = [];
  let shownFor = "";
  let active = -1;
  let waiting, speaking, running;

  const point = (to) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = to;
    const option = list.children[active];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };

  const stop = () => {
    clearTimeout(waiting);
    clearTimeout(speaking);
    running?.abort();
  };

  const close = () => {
    stop();
    point(-1);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    status.textContent = "";
  };

  const choose = (index) => {
    const { url } = found[index];
    close();
    location.assign(url);
  };

  const open = () => {
    point(-1);
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    clearTimeout(speaking);
    speaking = setTimeout(() => {
      status.textContent = [none, one][found.length] ?? many.replace("{n}", found.length);
    }, SILENCE);
  };

  const draw = () => {
    list.replaceChildren(
      ...found.map(({ text, kind, note }, index) => {
        const option = document.createElement("li");
        const why = document.createElement("span");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        why.className = "quiet";
        why.textContent = [kind || word, note].filter(Boolean).join(", ");
        option.append(marked(text, shownFor), " ", why);
        return option;
      }),
    );
    open();
  };

  const ask = async () => {
    stop();
    const typed = input.value;
    if (typed.trim().length < SHORTEST || typed.length > LONGEST) return close();
    running = new AbortController();
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`, { signal: running.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      found = await answer.json();
    } catch (problem) {
      if (problem.name !== "AbortError") close();
      return;
    }
    if (typed !== input.value || document.activeElement !== input) return;
    shownFor = typed;
    draw();
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    running?.abort();
    point(-1);
    waiting = setTimeout(ask, PAUSE);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey) {
      event.preventDefault();
      // One place more than there are options: behind the last one comes the box itself again.
      if (!list.hidden) point(((active + 1 + step + found.length + 1) % (found.length + 1)) - 1);
      else if (found.length && shownFor === input.value) open();
      else ask();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
      point(-1);
    }
  });

  // The box keeps the focus while an option is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const index = [...list.children].indexOf(event.target.closest("[role=option]"));
    if (index >= 0) choose(index);
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
};

for (const input of document.querySelectorAll("input[data-suggestions]")) enhance(input);
