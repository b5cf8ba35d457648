import { expect, test } from "../../fixtures/app";
import { expectDone, expectRefused } from "../../pages/demo";
import { askFor, codeFor, expectOver, linkFor, typeCode, wrong } from "../../pages/sign-in";

test("a wrong code says so, the right one leads where one was going", async ({ page, check }) => {
  const email = "maire@bourg.example";
  await page.goto("/compte");
  await expect(page).toHaveURL(/\/connexion\?suite=/);
  await page.getByLabel("Adresse e-mail").fill("maire");
  await page.getByRole("button", { name: "Recevoir le lien et le code" }).click();
  await expectRefused(page, "Adresse e-mail : Écrivez une adresse e-mail complète");
  await expect(page.getByLabel("Adresse e-mail")).toHaveValue("maire");
  await check(page);
  await page.getByLabel("Adresse e-mail").fill(email);
  await page.getByRole("button", { name: "Recevoir le lien et le code" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Votre code");
  await check(page);
  const code = await codeFor(page, email);
  await typeCode(page, wrong(code));
  await expectRefused(page, "Ce code n'est pas le bon.");
  await check(page);
  await typeCode(page, code);
  await expect(page).toHaveURL(/\/compte$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mon compte");
});

test("five wrong codes end the code, not the link", async ({ page, check }) => {
  const email = "adjoint@bourg.example";
  await askFor(page, email);
  const code = await codeFor(page, email);
  for (let tried = 0; tried < 5; tried += 1) await typeCode(page, wrong(code));
  await typeCode(page, code);
  await expectOver(page);
  await expect(page.getByRole("main")).toContainText("cinq codes faux");
  await check(page);
  await page.goto(await linkFor(page, email));
  await page.getByRole("button", { name: "Me connecter" }).click();
  await expect(page).toHaveURL(/\/projets$/);
});

test("opening a link uses nothing up, its button works once", async ({ page, otherPage, check }) => {
  const email = "dgs@bourg.example";
  await askFor(page, email);
  const link = await linkFor(page, email);
  const phone = await otherPage();
  for (let opened = 0; opened < 3; opened += 1) {
    expect((await phone.goto(link))?.status()).toBe(200);
  }
  await expect(phone.getByText(email)).toBeVisible();
  await check(phone);
  await phone.getByRole("button", { name: "Me connecter" }).click();
  await expect(phone).toHaveURL(/\/projets$/);

  expect((await page.goto(link))?.status(), "a used link").toBe(410);
  await expectOver(page);
  await check(page);
  await page.goto("/connexion/code");
  await expectOver(page);
});

test("a known and an unknown address get the same page", async ({ page, otherPage }) => {
  const seen: string[] = [];
  for (const email of ["odile.renard@mairie.example", "personne@bourg.example"]) {
    const visitor = seen.length === 0 ? page : await otherPage();
    await askFor(visitor, email);
    const words = await visitor.getByRole("main").innerText();
    seen.push(words.replace(email, "…"));
  }
  expect(seen[1]).toBe(seen[0]);
});

test("signing out ends the session, and the way back leads to the sign-in page", async ({ page, check }) => {
  const email = "agent@bourg.example";
  await askFor(page, email);
  await typeCode(page, await codeFor(page, email));
  await expect(page).toHaveURL(/\/projets$/);
  await check(page);
  await page.locator("details.account summary").click();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expectDone(page, "Vous êtes déconnecté.");
  await page.goto("/projets");
  await expect(page).toHaveURL(/\/connexion\?suite=/);
});
