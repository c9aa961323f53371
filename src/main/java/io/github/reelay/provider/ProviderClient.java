package io.github.reelay.provider;

import io.github.reelay.config.Secret;
import io.github.reelay.http.GuardedHttp;
import io.github.reelay.http.OriginCredential;
import io.github.reelay.http.RetryAfter;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.catalogue.ProviderEndpoints;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.dialect.HttpReply;
import io.github.reelay.provider.dialect.KeyHeader;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Objects;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The client of one enabled provider: its addresses, its key (to its own origin only), its health.
 * Free calls go through here; the paid one through {@link PaidPost}. Thread-safe.
 */
final class ProviderClient {
  /** Far more than any answer of a relay; an endless one must not fill the memory. */
  static final long MAX_REPLY_BYTES = 1_000_000;

  private final ProviderAccount account;
  private final ProviderEndpoints endpoints;
  private final ProviderHealth health;
  private final OkHttpClient freeCallClient;
  private final OkHttpClient onceClient;
  private final GuardedHttp downloader;
  private final InstantSource clock;
  private final URI origin;
  private final String baseUrl;

  ProviderClient(
      ProviderAccount account,
      ProviderEndpoints endpoints,
      ProviderHealth health,
      OkHttpClient freeCallClient,
      InstantSource clock) {
    this.account = account;
    this.endpoints = endpoints;
    this.health = health;
    this.freeCallClient = freeCallClient;
    this.onceClient = freeCallClient.newBuilder().retryOnConnectionFailure(false).build();
    this.clock = clock;
    this.origin = Objects.requireNonNull(account.baseUrl(), "an account that is on has one");
    this.downloader = new GuardedHttp(GuardedHttp.isPrivate(origin), clock);
    // People paste base URLs with /v1 although it is not wanted.
    this.baseUrl = origin.toString().replaceFirst("/+$", "").replaceFirst("/v1$", "");
  }

  String name() {
    return account.name();
  }

  ProviderAccount account() {
    return account;
  }

  Dialect dialect() {
    return account.dialect();
  }

  /** What is spoken for a row: a relay may have several. */
  Dialect dialect(ModelRow row) {
    return row.dialect() == null ? account.dialect() : row.dialect();
  }

  ProviderEndpoints endpoints() {
    return endpoints;
  }

  ProviderHealth health() {
    return health;
  }

  /** Fetches the files that this relay's answers point to. */
  GuardedHttp downloader() {
    return downloader;
  }

  String url(String path) {
    return baseUrl + path;
  }

  @Nullable OriginCredential credential() {
    Secret key = account.key();
    KeyHeader sent = account.dialect().keyHeader();
    return key == null || sent == KeyHeader.NONE
        ? null
        : new OriginCredential(
            origin, sent.header(), new Secret(sent.value(key.reveal(), clock.instant())));
  }

  /** What goes with the download of a file at the relay's own origin. */
  @Nullable OriginCredential fileCredential() {
    return account.dialect().fileWithKey() ? credential() : null;
  }

  /** A request to this relay with our key. */
  Request.Builder request(String path) {
    Request.Builder request =
        new Request.Builder()
            .url(url(path))
            .header("Accept", "application/json")
            .header("User-Agent", "Reelay");
    account.dialect().headers().forEach(request::header);
    OriginCredential credential = credential();
    return credential == null
        ? request
        : request.header(credential.name(), credential.header().reveal());
  }

  HttpReply get(String path) throws IOException {
    return execute(freeCallClient, request(path).build());
  }

  HttpReply post(String path, RequestBody body) throws IOException {
    return execute(freeCallClient, request(path).post(body).build());
  }

  /** A call that costs nothing; sent once, for what deletes the second time is another thing. */
  HttpReply call(Dialect.FreeCall call) throws IOException {
    RequestBody nothing = call.method().equals("DELETE") ? null : RequestBody.EMPTY;
    return execute(onceClient, request(call.path()).method(call.method(), nothing).build());
  }

  private HttpReply execute(OkHttpClient client, Request request) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      return toReply(response);
    }
  }

  HttpReply toReply(Response response) throws IOException {
    return new HttpReply(
        response.code(),
        response.peekBody(MAX_REPLY_BYTES).string(),
        RetryAfter.parse(response.header("Retry-After"), clock.instant()));
  }

  /** Takes our key out of a text that is going to a log or an operator. */
  String redact(String text) {
    Secret key = account.key();
    return key == null || key.reveal().isEmpty() ? text : text.replace(key.reveal(), "***");
  }
}
