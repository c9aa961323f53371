package io.github.reelay.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.reelay.config.Secret;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.security.HmacSigner;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The authentication by password in front of page and API: a form for people ({@code /login}), a
 * bearer header for scripts and Prometheus.
 *
 * <p>Guessing is slowed down per address and for everybody together, and still the right password
 * always passes: who guesses from the same address (a shared network, a reverse proxy) must not be
 * able to lock the operator out. Beyond the limits a password is looked at in one line, {@link
 * #SLOW_CHECK} each.
 */
final class PasswordAuth implements Routes {
  static final String COOKIE_NAME = "reelay_door";

  private static final Duration COOKIE_TTL = Duration.ofDays(30);
  private static final String SIGNATURE_PURPOSE = "door";

  /** Ten tries for somebody who mistypes; then one every ten seconds. */
  private static final int MAX_TRIES_PER_ADDRESS = 10;

  private static final Duration TRY_REFILL_INTERVAL = Duration.ofSeconds(10);

  /** All addresses together: a botnet of guessers is slowed down as well. */
  private static final int MAX_TRIES_IN_TOTAL = 100;

  private static final int MAX_ADDRESSES = 10_000;

  /** Ten guesses a second in all: eight random letters and digits hold for 300,000 years. */
  private static final Duration SLOW_CHECK = Duration.ofMillis(100);

  private final Secret password;
  private final HmacSigner signer;
  private final boolean secure;
  private final ClientAddress addresses;
  private final InstantSource clock;
  private final LoginPage loginPage;
  private final MessageBundles bundles;

  private final LoadingCache<InetAddress, Bucket> triesPerAddress =
      Caffeine.newBuilder()
          .maximumSize(MAX_ADDRESSES)
          .expireAfterAccess(Duration.ofHours(1))
          .build(_ -> newBucket(MAX_TRIES_PER_ADDRESS, TRY_REFILL_INTERVAL));
  private final Semaphore slowChecks = new Semaphore(1, true);
  private final Bucket triesInTotal = newBucket(MAX_TRIES_IN_TOTAL, Duration.ofSeconds(1));

  PasswordAuth(
      Secret password,
      HmacSigner signer,
      boolean secure,
      ClientAddress addresses,
      InstantSource clock,
      MessageBundles bundles) {
    this.password = password;
    this.signer = signer;
    this.secure = secure;
    this.addresses = addresses;
    this.clock = clock;
    this.bundles = bundles;
    this.loginPage = new LoginPage(bundles);
  }

  private static Bucket newBucket(int capacity, Duration refill) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(capacity).refillGreedy(1, refill))
        .build();
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/login", ctx -> showLoginPage(ctx, 200, null));
    routes.post("/login", this::login);
  }

  /**
   * @param errorMessage in the visitor's language
   */
  void showLoginPage(Context ctx, int status, @Nullable String errorMessage) {
    loginPage.show(ctx, status, errorMessage);
  }

  /** Whether the request carries the password, or the cookie somebody got for it. */
  boolean isAuthenticated(Context ctx) {
    String authorization = ctx.header("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return check(ctx, authorization.substring(7).strip()) == PasswordVerdict.CORRECT;
    }
    return isValidCookie(ctx.cookie(COOKIE_NAME));
  }

  private void login(Context ctx) {
    switch (check(ctx, formPassword(ctx))) {
      case TOO_OFTEN -> showError(ctx, 429, "web.login.too-often");
      case WRONG -> showError(ctx, 401, "web.login.wrong");
      case CORRECT -> {
        String until = Long.toString(clock.instant().plus(COOKIE_TTL).toEpochMilli());
        ctx.cookie(
            VisitorCookies.newCookie(
                COOKIE_NAME, until + "." + cookieSignature(until), COOKIE_TTL, secure));
        ctx.redirect("/");
      }
    }
  }

  private void showError(Context ctx, int status, String key) {
    showLoginPage(ctx, status, bundles.get(Visitor.localeOf(ctx), key));
  }

  private static String formPassword(Context ctx) {
    String body = ctx.body();
    for (String pair : body.split("&")) {
      if (pair.startsWith("password=")) {
        return URLDecoder.decode(pair.substring(9), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  /** Only wrong tries use up tokens, so a busy script with the right password is never slowed. */
  private PasswordVerdict check(Context ctx, String given) {
    Bucket tries = triesPerAddress.get(addresses.of(ctx.req()));
    boolean inTime = tries.getAvailableTokens() > 0 && triesInTotal.getAvailableTokens() > 0;
    if (!inTime) {
      waitInLine();
    }
    if (HmacSigner.constantTimeEquals(
        signer.sign("password", password.reveal()), signer.sign("password", given))) {
      return PasswordVerdict.CORRECT;
    }
    tries.tryConsume(1);
    triesInTotal.tryConsume(1);
    return inTime ? PasswordVerdict.WRONG : PasswordVerdict.TOO_OFTEN;
  }

  private void waitInLine() {
    slowChecks.acquireUninterruptibly();
    try {
      LockSupport.parkNanos(SLOW_CHECK.toNanos());
    } finally {
      slowChecks.release();
    }
  }

  private boolean isValidCookie(@Nullable String cookie) {
    int dot = cookie == null ? -1 : cookie.indexOf('.');
    if (cookie == null || dot <= 0 || dot > 18) {
      return false;
    }
    String until = cookie.substring(0, dot);
    if (!HmacSigner.constantTimeEquals(cookieSignature(until), cookie.substring(dot + 1))) {
      return false;
    }
    return clock.instant().isBefore(Instant.ofEpochMilli(Long.parseLong(until)));
  }

  /** The password is part of what is signed: a new password shuts everybody out. */
  private String cookieSignature(String until) {
    return signer.sign(SIGNATURE_PURPOSE, until + '\0' + password.reveal());
  }

  private enum PasswordVerdict {
    CORRECT,
    WRONG,
    /** Wrong, after too many wrong ones. */
    TOO_OFTEN
  }
}
