// Everything works without this; it only closes what was opened.
const open = () => document.querySelectorAll("details.pick[open]");

document.addEventListener("click", (event) => {
  for (const details of open()) {
    if (!details.contains(event.target)) details.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const details of open()) {
    details.open = false;
    details.querySelector("summary").focus();
  }
});
