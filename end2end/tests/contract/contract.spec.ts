import { expect, test } from "../../fixtures/app";
import { signInAs } from "../../pages/demo";

test("the manager reads the portrait of her contract and takes it away", async ({ page, check }) => {
  await signInAs(page, "crte");
  await page.goto("/territoire");
  await expect(page).toHaveURL(/\/crte\/[^/]+$/);
  for (const name of ["Territoire", "Projets par thème et par année", "Blocages", "À côté du département et de la France"]) {
    await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
  }
  await check(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Pages du contrat" })).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /pour un tableur/ }).click();
  expect((await download).suggestedFilename()).toBe("projets-crte.xlsx");
  await page.getByRole("link", { name: "Projets", exact: true }).click();
  await expect(page).toHaveURL(/\/crte\/[^/]+\/projets$/);
  await check(page);
});

test("an agent reads the portrait of a programme in her département", async ({ page, check }) => {
  await signInAs(page, "ddt");
  await page.goto("/territoire/bilan");
  await page.getByRole("link", { name: "Petites villes de demain" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Petites villes de demain");
  await check(page);
});

test("a seat looks for the projects that can be attached to a contract", async ({ page, otherPage, check }) => {
  await signInAs(page, "crte");
  await page.goto("/territoire");
  const contract = new URL(page.url()).pathname;
  await expect(page.getByRole("link", { name: "Rattacher des projets à ce contrat" })).toHaveCount(0);
  const ddt = await otherPage();
  await signInAs(ddt, "ddt");
  await ddt.goto(contract);
  await ddt.getByRole("link", { name: "Rattacher des projets à ce contrat" }).click();
  await expect(ddt.getByRole("heading", { level: 1 })).toHaveText("Rattacher des projets");
  await check(ddt);
});
