import { defineConfig } from "@playwright/test";

// Every journey runs in three script modes (with WASM, without scripts, with `.wasm` blocked) and at
// two widths. Chromium only: it is the one browser that can be installed everywhere from packages.
const modes = ["wasm", "noscript", "nowasm"] as const;
const widths = [
  { name: "360", viewport: { width: 360, height: 740 } },
  { name: "1366", viewport: { width: 1366, height: 768 } },
];

/** The tags of the tests that a project leaves out. */
function leftOut(project: string): RegExp[] {
  return [
    // About what scripts add.
    { tag: /@island/, out: !project.startsWith("wasm-") },
    // About columns that stand side by side.
    { tag: /@wide/, out: !project.endsWith("-1366") },
    // About many pages, whose HTML is the same in every project: two of the six tell all there is to tell.
    { tag: /@pages/, out: !["wasm-360", "noscript-1366"].includes(project) },
    // Needs the library that moves a clock; `cargo xtask test` says when it is absent.
    { tag: /@clock/, out: !process.env.MEC_FAKETIME },
  ].flatMap(({ tag, out }) => (out ? [tag] : []));
}

export default defineConfig({
  testDir: "tests",
  fullyParallel: false,
  forbidOnly: true,
  // Each has a server and a browser of its own.
  workers: 2,
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        // Draws WebGL on the processor: the map one moves in.
        "--enable-unsafe-swiftshader",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: modes.flatMap((mode) =>
    widths.map(({ name, viewport }) => ({
      name: `${mode}-${name}`,
      metadata: { mode },
      grepInvert: leftOut(`${mode}-${name}`),
      use: { viewport, javaScriptEnabled: mode !== "noscript" },
    })),
  ),
});
