// Builds everything the browser gets that we did not write ourselves: theme, components, fonts, maps.
// Writes src/vidsyn/web/static/built/, which git ignores and the wheel includes. Run with `npm run build`.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { drawMaps } from "./maps.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const built = join(here, "..", "src", "vidsyn", "web", "static", "built");
const FONTS = [
  ["source-sans-3", "Source Sans 3 Variable"],
  ["source-serif-4", "Source Serif 4 Variable"],
];

rmSync(built, { recursive: true, force: true });
mkdirSync(join(built, "fonts"), { recursive: true });
writeFileSync(join(built, "designsystemet.css"), buildTheme() + read("@digdir/designsystemet-css/dist/src/index.css"));
writeFileSync(join(built, "fonts.css"), FONTS.map(([name]) => copyFont(name)).join("\n"));
drawMaps(join(built, "map"));

function read(path) {
  return readFileSync(join(modules, path), "utf8");
}

// One file brands a university: theme.json, or the one VIDSYN_THEME names.
function buildTheme() {
  const work = mkdtempSync(join(tmpdir(), "vidsyn-theme-"));
  const theme = join(work, "theme.json");
  const given = JSON.parse(readFileSync(process.env.VIDSYN_THEME ?? join(here, "theme.json"), "utf8"));
  writeFileSync(theme, JSON.stringify({ ...given, outDir: "design-tokens" }));
  const cli = join(modules, "@digdir", "designsystemet", "dist", "bin", "designsystemet.js");
  const run = (...parts) => execFileSync(process.execPath, [cli, "tokens", ...parts], { cwd: work, stdio: "pipe" });
  run("create", "--config", theme);
  run("build", "--tokens", "design-tokens", "--out-dir", "css", "--config", theme);
  const css = readFileSync(join(work, "css", `${Object.keys(given.themes)[0]}.css`), "utf8")
    // A family with a digit alone in its name must be quoted; the command line tool leaves it bare.
    .replace(/(--ds-font-family: )([^;"]+);/gu, '$1"$2", system-ui, sans-serif;');
  rmSync(work, { recursive: true, force: true });
  return css;
}

// Upright only; each script of the world is a file of its own that a browser fetches when a name needs it.
function copyFont(name) {
  const folder = join(modules, "@fontsource-variable", name);
  const css = readFileSync(join(folder, "wght.css"), "utf8").replaceAll("./files/", "fonts/");
  for (const [, file] of css.matchAll(/fonts\/([\w.-]+\.woff2)/gu)) {
    cpSync(join(folder, "files", file), join(built, "fonts", file));
  }
  return css;
}
