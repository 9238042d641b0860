// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real browser without a window and with a profile of its own. Every host that ends in {@code
 * .test} is this machine. Where there is no Chromium the tests are skipped, unless the environment
 * says {@code TRACKLAYER_REQUIRE_BROWSER=true}.
 */
public final class Chromium implements AutoCloseable {
    private static final File BROWSER = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MISSING =
            "NO BROWSER: "
                    + BROWSER
                    + " or "
                    + DRIVER
                    + " is missing, so nothing of this class is tested. Install the packages"
                    + " chromium and chromium-driver.";

    /** Warns of a Chromium newer than Selenium's protocol classes, none of which is used. */
    private static final Logger PROTOCOL = Logger.getLogger("org.openqa.selenium.devtools");

    private final ChromeDriver driver;
    private final Path profile;

    private Chromium(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    public static Chromium start() {
        require();
        PROTOCOL.setLevel(Level.SEVERE);
        try {
            Path profile = Files.createTempDirectory("tracklayer-chromium-");
            // Both files are named, so Selenium has no reason to look for or to load any.
            ChromeDriverService service =
                    new ChromeDriverService.Builder()
                            .usingDriverExecutable(DRIVER)
                            .usingAnyFreePort()
                            .build();
            return new Chromium(new ChromeDriver(service, options(profile)), profile);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void require() {
        if (BROWSER.canExecute() && DRIVER.canExecute()) {
            return;
        }
        if ("true".equals(System.getenv("TRACKLAYER_REQUIRE_BROWSER"))) {
            Assertions.fail(MISSING);
        }
        System.err.println(MISSING);
        Assumptions.abort(MISSING);
    }

    private static ChromeOptions options(Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        return options.setBinary(BROWSER)
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--host-resolver-rules=MAP *.test 127.0.0.1",
                        "--user-data-dir=" + profile);
    }

    /** Opens a page and waits until all of it is there, which the driver alone does not always. */
    public void open(String address) {
        driver.get(address);
        Awaitility.await(address)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> "complete".equals(run("return document.readyState")));
    }

    /** Runs a script in the page; {@code return} gives its result. */
    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** A script that every page of this tab runs before its own, until the tab is closed. */
    public void beforeEachPage(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Runs a script that ends by calling its last argument, and gives what that is called with. */
    public Object await(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** The room pages have, in CSS pixels, and whether the visitor wants it dark. */
    public void view(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of(
                                        "name",
                                        "prefers-color-scheme",
                                        "value",
                                        dark ? "dark" : "light"))));
    }

    /** Presses keys, as a visitor does, where the focus is. */
    public void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Clicks the first element a CSS selector finds, as a visitor does. */
    public void click(String selector) {
        try {
            driver.findElement(By.cssSelector(selector)).click();
        } catch (StaleElementReferenceException replacedMeanwhile) {
            driver.findElement(By.cssSelector(selector)).click();
        }
    }

    public String address() {
        return driver.getCurrentUrl();
    }

    /** What is seen now, as PNG. */
    public byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** From now on pages of this tab may do what their content security policy forbids. */
    public void withoutPolicy() {
        driver.executeCdpCommand("Page.setBypassCSP", Map.of("enabled", true));
    }

    /** From now on pages of this tab run no scripts. */
    public void withoutScripts() {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    /** What the browser's console said since it was last asked, warnings and errors alone. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** As if the cable were out, or in again. */
    public void offline(boolean out) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of(
                        "offline", out,
                        "latency", 0,
                        "downloadThroughput", -1,
                        "uploadThroughput", -1));
    }

    /** The cookies the page can read. */
    public String cookies() {
        return (String) run("return document.cookie");
    }

    /** Forgets the cookies of all sites. */
    public void forgetCookies() {
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    public List<String> tabs() {
        return List.copyOf(driver.getWindowHandles());
    }

    /** Opens a further tab and turns to it. */
    public void newTab() {
        driver.switchTo().newWindow(WindowType.TAB);
    }

    public void turnTo(String tab) {
        driver.switchTo().window(tab);
    }

    /** Closes all tabs and opens an empty one: nothing of the pages before goes on. */
    public void clean() {
        List<String> old = tabs();
        newTab();
        String fresh = driver.getWindowHandle();
        for (String tab : old) {
            turnTo(tab);
            driver.close();
        }
        turnTo(fresh);
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException leftToTheSystem) {
            profile.toFile().deleteOnExit();
        }
    }
}
