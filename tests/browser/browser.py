"""A headless Chromium, and what a reader does in it."""

import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

# As root in a container, and without a word to anybody.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]


class Browser:
    """One window that reads pages from disk."""

    def __init__(self, pages):
        self.pages = pages
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for flag in FLAGS:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        service = Service("/usr/bin/chromedriver")
        self.driver = webdriver.Chrome(options=options, service=service)
        self.driver.set_script_timeout(120)
        self.look()

    def look(self, width=1440, height=900, scheme="light"):
        """Sets the window's size and the reader's color scheme."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})

    def open(self, page, address=""):
        """Opens a page anew, at an address within it; returns the seconds until it can be used."""
        self.driver.get("about:blank")
        begin = time.monotonic()
        self.driver.get(f"{(self.pages / page).resolve().as_uri()}{address}")
        self.run("return new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        return time.monotonic() - begin

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def all(self, selector):
        found = self.driver.find_elements(By.CSS_SELECTOR, selector)
        return [element for element in found if element.is_displayed()]

    def one(self, selector):
        found = self.driver.find_elements(By.CSS_SELECTOR, selector)
        shown = next((element for element in found if element.is_displayed()), None)
        assert shown, f"nothing on the page is `{selector}`"
        return shown

    def seconds(self, action):
        """How long the page takes for an action, up to the layout of what it changed."""
        return self.run(
            f"""
            const begin = performance.now();
            {action};
            document.body.getBoundingClientRect();
            return (performance.now() - begin) / 1000;
            """
        )

    def text(self, selector):
        return self.one(selector).text

    def click(self, selector):
        self.one(selector).click()

    def press(self, *keys):
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def choose(self, name, value):
        """Chooses an option of a filter."""
        script = """
            const select = document.querySelector(`[name=${arguments[0]}]`);
            select.value = arguments[1];
            select.dispatchEvent(new Event("input", { bubbles: true }));
            return select.value;
        """
        assert self.run(script, name, value) == value, f"{name} has no option `{value}`"

    def address(self):
        return self.run("return decodeURIComponent(location.hash)")

    def focused(self):
        script = "const it = document.activeElement; return it.id || it.className || it.tagName"
        return self.run(script)

    def complaints(self):
        """What the page wrote to the console since the last time."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self):
        """Addresses that the page asked the network for."""
        script = "return performance.getEntriesByType('resource').map(({ name }) => name)"
        return self.run(script)

    def close(self):
        self.driver.quit()


__all__ = ["Browser", "Keys"]
