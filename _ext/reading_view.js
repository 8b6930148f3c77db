// The switch that opens the code of all cells, and is remembered.
const SHOW_CODE = "show-code";
const folds = document.querySelectorAll(".folded > details");
const button = document.createElement("button");
button.type = "button";
button.className = "btn btn-sm show-code";
button.textContent = "Code";
button.addEventListener("click", () => {
  const open = button.getAttribute("aria-pressed") !== "true";
  localStorage.setItem(SHOW_CODE, open);
  show(open);
});
document.querySelector(".article-header-buttons")?.prepend(button);
show(localStorage.getItem(SHOW_CODE) === "true");

function show(open) {
  for (const fold of folds) fold.open = open;
  button.setAttribute("aria-pressed", open);
  button.title = `${open ? "Fold" : "Show"} the code of every cell`;
}
