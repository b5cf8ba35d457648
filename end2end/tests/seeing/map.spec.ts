import { expect, test } from "../../fixtures/app";
import { signInAs } from "../../pages/demo";
import { expectCount } from "../../pages/territory";

test("the drawn map is read with the keyboard and leads to the list of a commune", async ({ page, check }) => {
  await signInAs(page, "ddt");
  await page.goto("/territoire/carte");
  const map = page.getByRole("group", { name: /^Carte des projets par commune/ });
  await expect(map).toBeVisible();
  await check(page);

  const skip = page.getByRole("link", { name: "Passer la carte et lire les tableaux" });
  await skip.focus();
  await page.keyboard.press("Tab");
  const first = map.getByRole("link").first();
  await expect(first).toBeFocused();
  const name = (await first.getAttribute("aria-label")) ?? "";
  const [, commune, count] = /^(.+), (\d+)\sprojets?$/.exec(name) ?? [];
  // The table holds the same number for the same commune.
  const table = page.getByRole("table", { name: "Par commune" });
  const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: commune, exact: true }) });
  await expect(row.getByRole("cell").first()).toHaveText(count);

  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/projets\?.*commune=/);
  await expect(page.getByRole("group", { name: "Filtres en place" })).toContainText(commune);
  await expectCount(page, new RegExp(`^${count}\\sprojets?$`));
});

test("the country is drawn by département, and each leads to its own map", async ({ page, check }) => {
  await signInAs(page, "national");
  await page.goto("/territoire/carte");
  const map = page.getByRole("group", { name: "Carte des projets par département" });
  await expect(map).toBeVisible();
  await check(page);
  const box = await map.boundingBox();
  expect(box?.width ?? 0).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  await map.getByRole("link").first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/carte\?.*departement=/);
  await expect(page.getByRole("group", { name: /^Carte des projets par commune/ })).toBeVisible();
  await check(page);
});
