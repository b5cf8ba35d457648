import { expect, test } from "../../fixtures/app";
import { signInAs } from "../../pages/demo";

test("the map one moves in holds every project, by keyboard too", { tag: "@island" }, async ({ page, check }) => {
  await signInAs(page, "ddt");
  await page.goto("/territoire/carte");
  const total = (await page.locator(".results-count").innerText()).match(/^(\d+)\sprojets/)?.[1] ?? "";
  await page.getByRole("button", { name: "Ouvrir la carte à explorer" }).press("Enter");
  const section = page.locator("[data-map]");
  await expect(section.getByRole("status")).toHaveText(new RegExp(`^${total}\\sprojets? sur la carte\\.`));
  await expect(section.getByRole("button", { name: "Agrandir", exact: true })).toBeFocused();
  // What is in sight stands for all of them: groups by their number, the others one by one.
  const groups = section.getByRole("button", { name: /projets : agrandir$/ });
  const ones = section.locator(".zoom-map").getByRole("link");
  await expect
    .poll(async () => {
      const numbers = await groups.allInnerTexts();
      return numbers.map(Number).reduce((sum, n) => sum + n, 0) + (await ones.count());
    })
    .toBe(Number(total));
  await check(page);

  const before = await groups.count();
  if (before > 0) {
    const names = () => groups.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")).join("; "));
    const together = await names();
    await groups.first().focus();
    await page.keyboard.press("Enter");
    // The group comes apart, or its projects are listed beneath the map.
    await expect
      .poll(async () => (await names()) !== together || (await section.getByRole("listitem").count()) > 0)
      .toBe(true);
    await check(page);
  }
  await section.getByRole("button", { name: "Voir tous les projets" }).click();
  const box = await section.boundingBox();
  expect(box?.width ?? 0).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
});

test("filters hold on the map one moves in", { tag: "@island" }, async ({ page }) => {
  await signInAs(page, "ddt");
  await page.goto("/territoire/carte?etat=submitted");
  const total = (await page.locator(".results-count").innerText()).match(/^(\d+)\sprojets?/)?.[1] ?? "";
  await page.getByRole("button", { name: "Ouvrir la carte à explorer" }).click();
  await expect(page.locator("[data-map]").getByRole("status")).toHaveText(new RegExp(`^${total}\\sprojets? sur la carte`));
});
