// Leads from an old address to the new one and keeps the fragment; see src/handbook/redirects.py.
// @ts-check

addEventListener("DOMContentLoaded", () => {
  const link = document.getElementById("target");
  if (!(link instanceof HTMLAnchorElement)) return;
  const target = new URL(link.href);
  if (!target.hash) target.hash = location.hash;
  location.replace(target);
});
