// Marks the heading being read in the contents of a long page. Without this script the contents are plain links.

const links = new Map(
  [...document.querySelectorAll('.toc a[href^="#"]')].map((link) => [decodeURIComponent(link.hash.slice(1)), link]),
);
const parts = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);

if (parts.length > 1 && "IntersectionObserver" in window) {
  const seen = new Set();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) seen.add(entry.target);
        else seen.delete(entry.target);
      }
      const current = parts.find((part) => seen.has(part));
      if (!current) return;
      for (const [id, link] of links) {
        if (id === current.id) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-10% 0px -65% 0px" },
  );
  for (const part of parts) observer.observe(part);
}
