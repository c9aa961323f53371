package io.github.reelay.web.standby;

import io.github.reelay.web.ClientAddress;
import io.github.reelay.web.ForwardStamp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the instance that works what this one is asked, and answers what it answers, byte by byte as
 * it comes. It judges nothing: who may pass, and how much, is for the other one to say.
 * Thread-safe.
 */
final class Forwarder {
  private static final Logger log = LoggerFactory.getLogger(Forwarder.class);

  /** In one network it takes milliseconds; one that was cut off does not answer at all. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** Event streams say something every ten seconds; a poster may take twenty to be made. */
  private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(60);

  /** Less than the 30 s after which the other side closes an idle connection. */
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(20);

  private static final int MAX_IDLE_CONNECTIONS = 16;

  private static final int BUFFER_BYTES = 16 * 1024;

  /** Not guarded: the address is ours, and inside. HTTP/1.1 keeps {@code Host} as it was sent. */
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .proxy(Proxy.NO_PROXY)
          .protocols(List.of(Protocol.HTTP_1_1))
          .followRedirects(false)
          .connectionPool(
              new ConnectionPool(MAX_IDLE_CONNECTIONS, IDLE_TIMEOUT.toSeconds(), TimeUnit.SECONDS))
          .connectTimeout(CONNECT_TIMEOUT)
          .readTimeout(SILENCE_TIMEOUT)
          .writeTimeout(SILENCE_TIMEOUT)
          .build();

  private final ForwardStamp stamp;
  private final ClientAddress addresses;

  /** Until its answer's end; OkHttp's own list forgets a call once the answer has begun. */
  private final Set<Call> underWay = ConcurrentHashMap.newKeySet();

  private volatile @Nullable URI worker;
  private volatile boolean unreachable;

  Forwarder(ForwardStamp stamp, ClientAddress addresses) {
    this.stamp = stamp;
    this.addresses = addresses;
  }

  /** What is under way at another one is ended: it may never say anything again. */
  void forwardTo(@Nullable URI address) {
    if (Objects.equals(worker, address)) {
      return;
    }
    worker = address;
    unreachable = false;
    underWay.forEach(Call::cancel);
    http.connectionPool().evictAll();
    if (address != null) {
      log.atInfo().log("Whoever asks here is answered by the instance at {}", address);
    }
  }

  /** Answers by what the one that works says; false if it cannot be reached. */
  boolean forward(HttpServletRequest request, HttpServletResponse response) throws IOException {
    URI target = worker;
    if (target == null || !request.getRequestURI().startsWith("/")) {
      return false;
    }
    Call call = http.newCall(request(request, target));
    underWay.add(call);
    if (!target.equals(worker)) {
      call.cancel(); // whoever cancelled the others may have missed it
    }
    try (Response answer = call.execute()) {
      unreachable = false;
      response.setStatus(answer.code());
      ForwardedHeaders.copy(answer.headers(), response);
      pass(answer, response);
      return true;
    } catch (LostAnswer e) {
      return abandon(response, e);
    } catch (EofException _) { // the client went away, or is too slow
      if (!response.isCommitted()) {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      }
      return true;
    } catch (IOException e) {
      tell(target, e);
      return abandon(response, e);
    } finally {
      underWay.remove(call);
    }
  }

  private Request request(HttpServletRequest asked, URI target) {
    HttpUrl url =
        HttpUrl.get(target.toString())
            .newBuilder()
            .encodedPath(asked.getRequestURI())
            .encodedQuery(asked.getQueryString())
            .build();
    String method = asked.getMethod();
    boolean hasBody = !method.equals("GET") && !method.equals("HEAD");
    return new Request.Builder()
        .url(url)
        .headers(ForwardedHeaders.ofRequest(asked, stamp.of(addresses.of(asked))))
        .method(method, hasBody ? new ForwardedBody(asked) : null)
        .build();
  }

  /** What else is written waits until there is enough of it; an event must not. */
  private static void pass(Response answer, HttpServletResponse response) throws IOException {
    String type = answer.header("Content-Type", "");
    boolean isStream = type != null && type.startsWith("text/event-stream");
    InputStream in = answer.body().byteStream();
    OutputStream out = response.getOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int n = read(in, buffer, isStream); n >= 0; n = read(in, buffer, isStream)) {
      out.write(buffer, 0, n);
      if (isStream) {
        out.flush();
      }
    }
  }

  private static int read(InputStream in, byte[] buffer, boolean isStream) throws IOException {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      if (isStream) {
        return -1; // the page asks anew, from the last event on
      }
      throw new LostAnswer(e);
    }
  }

  /** A part of an answer must not look like a whole one: the connection breaks, too. */
  private static boolean abandon(HttpServletResponse response, IOException cause)
      throws IOException {
    if (response.isCommitted()) {
      throw new EofException(cause);
    }
    response.reset();
    return false;
  }

  private void tell(URI target, IOException e) {
    if (!unreachable && target.equals(worker)) {
      unreachable = true;
      log.atWarn()
          .log(
              "The instance that works does not answer at {}, so nobody is answered here: {}",
              target,
              e.toString());
    }
  }

  /** The one that works stopped in the middle of its answer. */
  private static final class LostAnswer extends IOException {
    private static final long serialVersionUID = 1;

    private LostAnswer(IOException cause) {
      super(cause);
    }
  }
}
