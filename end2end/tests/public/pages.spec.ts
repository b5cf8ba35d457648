import { expect, test } from "../../fixtures/app";

const PAGES = [
  "/",
  "/connexion",
  "/projets/nouveau",
  "/offres",
  "/stats",
  "/accessibilite",
  "/mentions-legales",
  "/donnees-personnelles",
  "/demo",
];

for (const address of PAGES) {
  test(`the public page ${address} is sound`, async ({ page, check }) => {
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await check(page);
  });
}

test("an unknown address says so", async ({ page }) => {
  const answer = await page.goto("/nulle-part");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page introuvable");
});

test("a page for members sends a visitor to sign in", async ({ page }) => {
  await page.goto("/projets");
  await expect(page).toHaveURL(/\/connexion\?suite=/);
});
