import { defineConfig } from "@playwright/test";

// Every journey runs in three script modes (with WASM, without scripts, with `.wasm` blocked) and at
// two widths. Chromium only: it is the one browser that can be installed everywhere from packages.
const modes = ["wasm", "noscript", "nowasm"] as const;
const widths = [
  { name: "360", viewport: { width: 360, height: 740 } },
  { name: "1366", viewport: { width: 1366, height: 768 } },
];

export default defineConfig({
  testDir: "tests",
  fullyParallel: false,
  forbidOnly: true,
  workers: 1,
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
      use: { viewport, javaScriptEnabled: mode !== "noscript" },
    })),
  ),
});
