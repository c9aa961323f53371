package io.github.reelay.provider;

import io.github.reelay.config.Secret;
import io.github.reelay.http.GuardedHttp;
import io.github.reelay.http.OriginCredential;
import io.github.reelay.http.RetryAfter;
import io.github.reelay.provider.catalogue.ProviderEndpoints;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.dialect.HttpReply;
import java.io.IOException;
import java.time.InstantSource;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One enabled provider as we talk to it: its addresses, its key (to its own origin only), its
 * health. Free calls go through here; the paid one through {@link PaidPost}. Thread-safe.
 */
final class Provider {
  /** Far more than any answer of a relay; an endless one must not fill the memory. */
  static final long MOST_ANSWER_BYTES = 1_000_000;

  private final ProviderAccount account;
  private final ProviderEndpoints endpoints;
  private final ProviderHealth health;
  private final OkHttpClient free;
  private final GuardedHttp files;
  private final InstantSource clock;
  private final String base;

  Provider(
      ProviderAccount account,
      ProviderEndpoints endpoints,
      ProviderHealth health,
      OkHttpClient free,
      InstantSource clock) {
    this.account = account;
    this.endpoints = endpoints;
    this.health = health;
    this.free = free;
    this.clock = clock;
    this.files = new GuardedHttp(GuardedHttp.isPrivate(account.base()), clock);
    // People paste base URLs with /v1 although it is not wanted.
    this.base = account.base().toString().replaceFirst("/+$", "").replaceFirst("/v1$", "");
  }

  String name() {
    return account.name();
  }

  ProviderAccount entry() {
    return account;
  }

  Dialect dialect() {
    return account.dialect();
  }

  ProviderEndpoints traits() {
    return endpoints;
  }

  ProviderHealth health() {
    return health;
  }

  /** Fetches the files that this relay's answers point to. */
  GuardedHttp files() {
    return files;
  }

  String address(String path) {
    return base + path;
  }

  @Nullable OriginCredential key() {
    Secret key = account.key();
    return key == null
        ? null
        : new OriginCredential(account.base(), new Secret("Bearer " + key.reveal()));
  }

  /** A request to this relay with our key. */
  Request.Builder request(String path) {
    Request.Builder request =
        new Request.Builder()
            .url(address(path))
            .header("Accept", "application/json")
            .header("User-Agent", "Reelay");
    OriginCredential credential = key();
    return credential == null
        ? request
        : request.header("Authorization", credential.header().reveal());
  }

  HttpReply get(String path) throws IOException {
    return free(request(path).build());
  }

  HttpReply post(String path, RequestBody body) throws IOException {
    return free(request(path).post(body).build());
  }

  private HttpReply free(Request request) throws IOException {
    try (Response response = free.newCall(request).execute()) {
      return read(response);
    }
  }

  HttpReply read(Response response) throws IOException {
    return new HttpReply(
        response.code(),
        response.peekBody(MOST_ANSWER_BYTES).string(),
        RetryAfter.read(response.header("Retry-After"), clock.instant()));
  }

  /** Takes our key out of a text that is going to a log or an operator. */
  String clean(String text) {
    Secret key = account.key();
    return key == null || key.reveal().isEmpty() ? text : text.replace(key.reveal(), "***");
  }
}
