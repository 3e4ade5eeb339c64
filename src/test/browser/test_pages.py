"""The pages of reports in a real browser: found, searched, sorted, at any width, and without a script error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile import NAMES
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver

PAGES = Path(__file__).resolve().parents[3] / "target" / "sample" / "pages"


@pytest.fixture(scope="session")
def browser() -> Iterator[WebDriver]:
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    yield driver
    driver.quit()


@pytest.fixture(params=["report", "comparison", "hostile", "twice"])
def page(browser: WebDriver, request: pytest.FixtureRequest) -> Iterator[WebDriver]:
    browser.get((PAGES / f"{request.param}.html").as_uri())
    yield browser
    assert browser.get_log("browser") == []


def names(browser: WebDriver) -> list[str]:
    rows = browser.find_elements(By.CSS_SELECTOR, "[data-list] tr[data-card]")
    return [row.find_element(By.TAG_NAME, "td").text for row in rows if row.is_displayed()]


def column(browser: WebDriver, heading: str) -> list[str]:
    headings = [head.text for head in browser.find_elements(By.CSS_SELECTOR, "[data-list] thead th")]
    at = headings.index(heading) + 1
    cells = browser.find_elements(By.CSS_SELECTOR, f"[data-list] tr[data-card] td:nth-child({at})")
    return [cell.text for cell in cells]


def click(browser: WebDriver, heading: str) -> None:
    for button in browser.find_elements(By.CSS_SELECTOR, "[data-list] thead button"):
        if button.text == heading:
            button.click()


def test_there_is_a_table_and_a_card_with_a_picture_of_each_feature(page: WebDriver) -> None:
    assert len(names(page)) >= 2
    cards = page.find_elements(By.CSS_SELECTOR, ".card")
    assert len(cards) == len(names(page))
    assert all(card.find_elements(By.CSS_SELECTOR, "svg path.before") for card in cards)
    filled = page.execute_script("return getComputedStyle(document.querySelector('path.before')).fill")
    assert filled not in ("none", "rgb(0, 0, 0)")


def test_it_is_searched(page: WebDriver) -> None:
    every = names(page)
    search = page.find_element(By.CSS_SELECTOR, "input[type=search]")
    search.send_keys(every[1].upper())
    assert names(page) == [name for name in every if every[1].lower() in name.lower()]
    shown = [card for card in page.find_elements(By.CSS_SELECTOR, ".card") if card.is_displayed()]
    assert len(shown) == len(names(page))
    search.send_keys(" no such feature")
    assert names(page) == []
    assert page.find_element(By.CSS_SELECTOR, ".none").is_displayed()


def test_it_is_sorted_by_each_column(page: WebDriver) -> None:
    heading = next(h for h in ("mean", "mean now") if h in page.page_source and f">{h}<" in page.page_source)
    click(page, heading)
    falling = [float(mean.replace(",", "")) for mean in column(page, heading)]
    assert falling == sorted(falling, reverse=True)
    click(page, heading)
    rising = [float(mean.replace(",", "")) for mean in column(page, heading)]
    assert rising == sorted(rising)
    click(page, "feature")
    by_name = column(page, "feature")
    cards = page.find_elements(By.CSS_SELECTOR, ".card h3")
    assert [card.text for card in cards] == by_name
    click(page, "feature")
    assert column(page, "feature")[0] == by_name[-1]


@pytest.mark.parametrize("width", [360, 900, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_any_screen(page: WebDriver, width: int, scheme: str) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    page.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    assert page.execute_script("return document.documentElement.scrollWidth") <= width
    paper = page.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(20, 23, 26)")
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def cut_off(browser: WebDriver) -> list[str]:
    """Labels that a picture hides or that leave the page, names that end in dots, numbers that lie over each other."""
    return browser.execute_script("""
        const box = (node) => {
          const range = document.createRange();
          range.selectNodeContents(node);
          return range.getBoundingClientRect();
        };
        const found = [];
        for (const label of document.querySelectorAll('.card > svg text, .charts svg text')) {
          const picture = label.closest('svg');
          const [at, frame] = [label.getBoundingClientRect(), picture.getBoundingClientRect()];
          const hides = getComputedStyle(picture).overflow !== 'visible';
          const isOut = hides ? at.left < frame.left || at.right > frame.right : at.left < 0 || at.right > innerWidth;
          if (isOut) found.push(label.textContent);
        }
        for (const name of document.querySelectorAll('td.apart')) {
          if (name.scrollWidth > name.clientWidth) found.push(name.textContent);
        }
        for (const list of document.querySelectorAll('.card dl')) {
          const cells = [...list.children].map((cell) => [cell.textContent, box(cell)]);
          cells.forEach(([text, a], i) => cells.slice(i + 1).forEach(([other, b]) => {
            const isOver = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
              && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
            if (isOver) found.push(text + ' over ' + other);
          }));
        }
        return found;""")


@pytest.mark.parametrize("width", [390, 820, 1400])
@pytest.mark.parametrize("name", ["report", "comparison", "hostile", "twice", "network"])
def test_nothing_is_cut_off_or_over_something_else(browser: WebDriver, name: str, width: int) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get((PAGES / f"{name}.html").as_uri())
    assert cut_off(browser) == []
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_it_is_whole_in_pictures_and_on_paper(page: WebDriver) -> None:
    skipped = """return [...document.querySelectorAll('.card svg')]
        .map((picture, i) => picture.checkVisibility({contentVisibilityAuto: true}) ? -1 : i).filter((i) => i >= 0)"""
    assert min(page.execute_script(skipped), default=100) >= 100
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert page.execute_script(skipped) == []
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@pytest.mark.parametrize("width", [360, 1400])
def test_groups_are_searched_and_sorted_apart(browser: WebDriver, width: int) -> None:
    browser.get((PAGES / "groups.html").as_uri())
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    features, groups = browser.find_elements(By.CSS_SELECTOR, "[data-list]")
    groups.find_element(By.CSS_SELECTOR, "input[type=search]").send_keys("ATL")
    shown = [card for card in groups.find_elements(By.CSS_SELECTOR, ".card") if card.is_displayed()]
    assert [card.find_element(By.TAG_NAME, "h3").text for card in shown] == ["origin = ATL"]
    assert all(card.is_displayed() for card in features.find_elements(By.CSS_SELECTOR, ".card"))
    rows = groups.find_elements(By.CSS_SELECTOR, "tr[data-card] td:nth-child(2)")
    counts = [int(row.get_attribute("textContent").replace(",", "")) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert browser.get_log("browser") == []
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_names_are_only_text(browser: WebDriver) -> None:
    browser.get((PAGES / "hostile.html").as_uri())
    shown = [cell.get_attribute("textContent") for cell in browser.find_elements(By.CSS_SELECTOR, "td.name")]
    assert set(NAMES) <= set(shown)
    assert browser.title == "Statistics"
    assert browser.find_elements(By.TAG_NAME, "img") == []
    assert len(browser.find_elements(By.TAG_NAME, "script")) == 1
    # Even a script that came in would not run.
    browser.execute_script(
        "const s = document.createElement('script'); s.textContent = 'document.title = `broken`';"
        "document.body.append(s)"
    )
    assert browser.title == "Statistics"
    browser.get_log("browser")


def test_nothing_is_loaded(page: WebDriver) -> None:
    loaded = page.execute_script("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert loaded == []
