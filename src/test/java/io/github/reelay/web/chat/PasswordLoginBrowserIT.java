package io.github.reelay.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.reelay.config.Secret;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.http.CidrBlock;
import io.github.reelay.security.HmacSigner;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.web.WebOptions;
import io.github.reelay.web.WebServer;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A person who logs in with a real browser: its Origin, its cookies, its idea of a form. */
class PasswordLoginBrowserIT {
  private static final String PASSWORD = "correct horse";
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void theRightPasswordOpensThePageAndAWrongOneSaysSo() throws IOException {
    try (WebServer server = serve(null);
        Chromium browser = Chromium.open("en-US", folder.resolve("profile"))) {
      logsIn(browser.driver(), server.localUrl());
    }
  }

  @Test
  void soItDoesThroughAReverseProxyThatKeepsNothingOfTheAddress() throws IOException {
    HttpServer proxy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String publicUrl = "http://localhost:" + proxy.getAddress().getPort();
    try (WebServer server = serve(URI.create(publicUrl));
        Chromium browser = Chromium.open("en-US", folder.resolve("profile"))) {
      forward(proxy, server.localUrl());
      proxy.start();
      logsIn(browser.driver(), publicUrl + "/");
    } finally {
      proxy.stop(0);
    }
  }

  private WebServer serve(@Nullable URI publicUrl) throws IOException {
    return WebServer.start(
        new WebOptions(
            "127.0.0.1", 0, publicUrl, new Secret(PASSWORD), List.of(CidrBlock.parse("127.0.0.1"))),
        List.of((RoutesConfig routes) ->
            routes.get("/", ctx -> ctx.html("<!doctype html><p id=inside>inside</p>"))),
        List.of(),
        new MessageBundles(),
        new SettableClock(),
        new HmacSigner(new byte[32]),
        new SecureRandom());
  }

  private static void logsIn(ChromeDriver page, String address) {
    page.get(address);
    enter(page, "wrong horse");
    new WebDriverWait(page, SOON)
        .ignoring(
            StaleElementReferenceException.class) // of the page before, which is on its way out
        .until(d ->
            d.findElement(By.cssSelector("[role=alert]")).getText().contains("not the password"));
    enter(page, PASSWORD);
    new WebDriverWait(page, SOON).until(d -> !d.findElements(By.id("inside")).isEmpty());
    assertThat(page.getCurrentUrl()).isEqualTo(address);
  }

  private static void enter(ChromeDriver page, String password) {
    page.findElement(By.id("password")).sendKeys(password);
    page.findElement(By.cssSelector("button")).click();
  }

  /** As a proxy does by default: the host is its own name for us. */
  private static void forward(HttpServer proxy, String to) {
    OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();
    proxy.createContext(
        "/",
        exchange -> {
          Request.Builder request =
              new Request.Builder().url(to + exchange.getRequestURI().toString().substring(1));
          exchange
              .getRequestHeaders()
              .forEach((name, values) -> {
                if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Accept-Encoding")) {
                  values.forEach(value -> request.addHeader(name, value));
                }
              });
          request.header("X-Forwarded-For", "203.0.113.9");
          byte[] body = exchange.getRequestBody().readAllBytes();
          boolean post = exchange.getRequestMethod().equals("POST");
          request.method(exchange.getRequestMethod(), post ? RequestBody.create(body) : null);
          try (Response response = client.newCall(request.build()).execute()) {
            byte[] answer = response.body().bytes();
            response
                .headers()
                .forEach(header -> {
                  if (!header.getFirst().equalsIgnoreCase("Content-Length")) {
                    exchange.getResponseHeaders().add(header.getFirst(), header.getSecond());
                  }
                });
            exchange.sendResponseHeaders(response.code(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
          }
          exchange.close();
        });
  }
}
