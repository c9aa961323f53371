package io.github.reelay.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client for addresses that people and providers give. Never connects to a private network
 * unless it was made to, follows at most three redirects by hand, streams within bounds, and sends
 * a key only to its own origin. Thread-safe; calls block.
 */
public final class GuardedHttp {
  /** Signed links redirect once or twice; more is a loop or a trick. */
  private static final int MAX_REDIRECTS = 3;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** A file server that sends nothing for so long has lost us. */
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  private static final int BUFFER_SIZE = 64 * 1024;

  /** From the first byte to the last one, of so many. */
  private static final Pattern RANGE = Pattern.compile("bytes 0-(\\d{1,18})/(\\d{1,18})");

  private final OkHttpClient client;
  private final InstantSource clock;

  /**
   * @param allowPrivate for the part whose own configured base URL is private; link-local,
   *     multicast and reserved addresses stay closed even then
   */
  public GuardedHttp(boolean allowPrivate, InstantSource clock) {
    this(allowPrivate, clock, Dns.SYSTEM);
  }

  GuardedHttp(boolean allowPrivate, InstantSource clock, Dns dns) {
    this.clock = clock;
    OutboundProxy proxy = OutboundProxy.inUse();
    this.client =
        new OkHttpClient.Builder()
            .socketFactory(new GuardedSocketFactory(allowPrivate, proxy))
            .proxy(Proxy.NO_PROXY)
            .addInterceptor(MalformedAnswers.INSTANCE)
            .dns(proxy.guardedDns(dns))
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(CONNECT_TIMEOUT)
            .readTimeout(IDLE_TIMEOUT)
            .writeTimeout(IDLE_TIMEOUT)
            .build();
  }

  /**
   * Whether a configured base URL is private, so that its part may follow links into private
   * networks. A name that does not resolve is not.
   */
  public static boolean isPrivate(URI baseUrl) {
    String host = baseUrl.getHost();
    if (host == null) {
      return false;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (AddressRange.of(address) == AddressRange.PRIVATE) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  /** Streams into a file. */
  public DownloadResult toFile(
      String address, FileSink into, FetchLimits limits, @Nullable OriginCredential credential) {
    try (OutputStream sink = new BufferedOutputStream(into.open(), BUFFER_SIZE)) {
      DownloadResult download = toStream(address, sink, limits, credential);
      sink.flush();
      return download;
    } catch (IOException disk) {
      return new DownloadResult.Failed(DownloadResult.Kind.WRITE_FAILED, 0, null, disk.toString());
    }
  }

  /**
   * Streams into a sink, which is not closed. For pictures: a {@link
   * java.io.ByteArrayOutputStream}, bounded by {@link FetchLimits#maxBytes()}.
   */
  public DownloadResult toStream(
      String address,
      OutputStream sink,
      FetchLimits limits,
      @Nullable OriginCredential credential) {
    long deadline = System.nanoTime() + limits.timeout().toNanos();
    HttpUrl url = HttpUrl.parse(address);
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      if (url == null || !url.username().isEmpty() || !url.password().isEmpty()) {
        return new DownloadResult.Refused(
            DownloadResult.Reason.INVALID_ADDRESS, "not a plain http(s) address");
      }
      switch (requestOnce(url, sink, limits, credential, deadline)) {
        case HopResult.Finished(DownloadResult download) -> {
          return download;
        }
        case HopResult.Redirected(HttpUrl next) -> url = next;
      }
    }
    return new DownloadResult.Refused(
        DownloadResult.Reason.TOO_MANY_REDIRECTS, "more than " + MAX_REDIRECTS);
  }

  /**
   * Whether an address says by itself that nothing is there any more (403, 404, 410 to a HEAD).
   * Silence, trouble and redirects say nothing, so they are not "gone".
   */
  public boolean isGone(String address, Duration within) {
    HttpUrl url = HttpUrl.parse(address);
    if (url == null) {
      return true;
    }
    Call call =
        client.newCall(
            new Request.Builder().url(url).header("User-Agent", "Reelay").head().build());
    call.timeout().timeout(within.toNanos(), TimeUnit.NANOSECONDS);
    try (Response response = call.execute()) {
      return response.code() == 403 || response.code() == 404 || response.code() == 410;
    } catch (IOException | IllegalArgumentException unknown) {
      return false;
    }
  }

  private HopResult requestOnce(
      HttpUrl url,
      OutputStream sink,
      FetchLimits limits,
      @Nullable OriginCredential credential,
      long deadline) {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      return new HopResult.Finished(
          new DownloadResult.Failed(DownloadResult.Kind.TIMED_OUT, 0, null, url.host()));
    }
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("User-Agent", "Reelay")
            // As sent: then Content-Length is the length of what we write.
            .header("Accept-Encoding", "identity");
    if (credential != null && credential.matches(url.uri())) {
      request.header(credential.name(), credential.header().reveal());
    }
    Call call = client.newCall(request.build());
    call.timeout().timeout(left, TimeUnit.NANOSECONDS);
    boolean answered = false;
    try (Response response = call.execute()) {
      answered = true;
      return readResponse(response, url, sink, limits);
    } catch (SinkException broken) {
      return new HopResult.Finished(
          new DownloadResult.Failed(DownloadResult.Kind.WRITE_FAILED, 0, null, broken.toString()));
    } catch (IOException | IllegalArgumentException e) {
      return new HopResult.Finished(failure(e, url, answered));
    }
  }

  private HopResult readResponse(
      Response response, HttpUrl url, OutputStream sink, FetchLimits limits) throws IOException {
    int status = response.code();
    String location = response.header("Location");
    if (status >= 300 && status < 400 && status != 304 && location != null) {
      HttpUrl next = url.resolve(location);
      return next == null
          ? new HopResult.Finished(
              new DownloadResult.Refused(
                  DownloadResult.Reason.INVALID_ADDRESS,
                  "redirect from " + url.host() + " to no http(s)"))
          : new HopResult.Redirected(next);
    }
    if (!response.isSuccessful() || isPart(response)) {
      return new HopResult.Finished(
          new DownloadResult.Failed(
              DownloadResult.Kind.HTTP_ERROR,
              status,
              RetryAfter.parse(response.header("Retry-After"), clock.instant()),
              "HTTP " + status + " from " + url.host()));
    }
    if (response.body().contentLength() > limits.maxBytes()) {
      return new HopResult.Finished(tooLarge(limits));
    }
    long length = copy(response.body().byteStream(), sink, limits);
    return new HopResult.Finished(
        length < 0
            ? tooLarge(limits)
            : new DownloadResult.Downloaded(response.header("Content-Type"), length));
  }

  /** Nobody asked for a part; some servers call the whole one. */
  private static boolean isPart(Response response) {
    if (response.code() != 206) {
      return false;
    }
    Matcher range = RANGE.matcher(response.header("Content-Range", ""));
    return !range.matches() || Long.parseLong(range.group(1)) + 1 != Long.parseLong(range.group(2));
  }

  private static DownloadResult tooLarge(FetchLimits limits) {
    return new DownloadResult.Refused(
        DownloadResult.Reason.TOO_LARGE, "more than " + limits.maxBytes() + " bytes");
  }

  /** Returns the bytes written, or -1 when there are more than allowed. */
  private static long copy(InputStream from, OutputStream sink, FetchLimits limits)
      throws IOException {
    byte[] chunk = new byte[BUFFER_SIZE];
    long total = 0;
    long measuredFrom = System.nanoTime();
    long measuredBytes = 0;
    for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
      total += n;
      if (total > limits.maxBytes()) {
        return -1;
      }
      if (System.nanoTime() - measuredFrom > limits.leastBytesTime().toNanos()) {
        if (total - measuredBytes < limits.leastBytes()) {
          throw new InterruptedIOException("too slow");
        }
        measuredFrom = System.nanoTime();
        measuredBytes = total;
      }
      try {
        sink.write(chunk, 0, n);
      } catch (IOException e) {
        throw new SinkException(e);
      }
    }
    return total;
  }

  private static DownloadResult failure(Exception e, HttpUrl url, boolean answered) {
    if (GuardedSocketFactory.BlockedAddressException.isCauseOf(e)) {
      return new DownloadResult.Refused(
          DownloadResult.Reason.PRIVATE_ADDRESS, url.host() + " is not a public address");
    }
    DownloadResult.Kind kind =
        e instanceof InterruptedIOException
            ? DownloadResult.Kind.TIMED_OUT
            : answered ? DownloadResult.Kind.CONNECTION_LOST : DownloadResult.Kind.UNREACHABLE;
    return new DownloadResult.Failed(
        kind, 0, null, url.host() + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
  }

  /** A file that replaces what is there. */
  public interface FileSink {
    OutputStream open() throws IOException;
  }

  /** One request: its outcome, or where it points on to. */
  private sealed interface HopResult {
    record Finished(DownloadResult download) implements HopResult {}

    record Redirected(HttpUrl next) implements HopResult {}
  }

  private static final class SinkException extends IOException {
    private static final long serialVersionUID = 1;

    SinkException(IOException cause) {
      super(cause);
    }
  }
}
