package io.github.reelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hostile addresses against a real listener on loopback: it must never be reached. */
class GuardedHttpHostileTest {
  private static final FetchLimits BOUNDS = new FetchLimits(1_000, Duration.ofSeconds(2));

  private final AtomicInteger arrivals = new AtomicInteger();
  private ServerSocket listener;
  private int port;

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0);
    port = listener.getLocalPort();
    Thread.ofVirtual()
        .start(() -> {
          while (!listener.isClosed()) {
            try (Socket socket = listener.accept();
                OutputStream out = socket.getOutputStream()) {
              arrivals.incrementAndGet();
              out.write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret"
                      .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
              // the test is over, or the client went away
            }
          }
        });
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
  }

  @Test
  void noHostileAddressReachesAPrivateNetwork() {
    GuardedHttp guarded = new GuardedHttp(false, InstantSource.system(), new TrickyNames());
    List<String> corpus = corpus();
    assertThat(corpus).hasSizeGreaterThanOrEqualTo(150).doesNotHaveDuplicates();

    List<String> reached = new ArrayList<>();
    for (String address : corpus) {
      ByteArrayOutputStream sink = new ByteArrayOutputStream();
      DownloadResult download = guarded.toStream(address, sink, BOUNDS, null);
      if (download instanceof DownloadResult.Downloaded || sink.size() > 0) {
        reached.add(address + " -> " + download);
      }
    }

    assertThat(reached).isEmpty();
    assertThat(arrivals).hasValue(0);
  }

  @Test
  void theListenerItselfIsReachableWhenPrivateIsAllowed() {
    GuardedHttp open = new GuardedHttp(true, InstantSource.system());

    DownloadResult download =
        open.toStream("http://127.0.0.1:" + port + "/", new ByteArrayOutputStream(), BOUNDS, null);

    assertThat(download).isInstanceOf(DownloadResult.Downloaded.class);
    assertThat(arrivals).hasValue(1);
  }

  @Test
  void metadataServicesStayClosedEvenWhenPrivateIsAllowed() {
    GuardedHttp open = new GuardedHttp(true, InstantSource.system(), new TrickyNames());

    for (String address :
        List.of(
            "http://169.254.169.254/latest/meta-data/",
            "http://[fe80::1]/",
            "http://metadata.google.internal/",
            "http://0.0.0.0:" + port + "/",
            "http://224.0.0.1/")) {
      assertThat(open.toStream(address, new ByteArrayOutputStream(), BOUNDS, null))
          .as(address)
          .isInstanceOfSatisfying(
              DownloadResult.Refused.class,
              refused ->
                  assertThat(refused.reason()).isEqualTo(DownloadResult.Reason.PRIVATE_ADDRESS));
    }
    assertThat(arrivals).hasValue(0);
  }

  private List<String> corpus() {
    List<String> all = new ArrayList<>();
    hosts().forEach(host -> all.add("http://" + host + ":" + port + "/"));
    // TLS is no way round: the socket below it is the same.
    Stream.of("127.0.0.1", "localhost", "[::1]", "169.254.169.254", "rebinding.example")
        .forEach(host -> all.add("https://" + host + ":" + port + "/"));
    String home = "127.0.0.1:" + port;
    all.addAll(
        List.of(
            "file:///etc/passwd",
            "FILE:///etc/passwd",
            "ftp://" + home + "/",
            "gopher://" + home + "/_GET",
            "dict://" + home + "/d:x",
            "ldap://" + home + "/",
            "jar:http://" + home + "/x.jar!/",
            "data:text/plain,x",
            "javascript:alert(1)",
            "ws://" + home + "/",
            "unix:///var/run/docker.sock",
            "//" + home + "/",
            home + "/",
            "http:/" + home + "/",
            "http:" + home + "/",
            "http:///" + home + "/",
            "http:\\\\" + home + "\\",
            " http://" + home + "/ ",
            "\thttp://" + home + "/",
            "http://user@" + home + "/",
            "http://user:pass@" + home + "/",
            "http://public.example@" + home + "/",
            "http://public.example:80@" + home + "/",
            "http://public.example%40" + home + "/",
            "http://public.example#@" + home + "/",
            "http://public.example?@" + home + "/",
            "http://" + home + "#public.example",
            "http://" + home + "?public.example",
            "http://" + home + "\\@public.example/",
            "http://public.example\\@" + home + "/",
            "http://" + home + "/../../",
            "http://127.0.0.1:" + port + ":80/",
            "http://127.0.0.1%00.public.example:" + port + "/",
            "http://127.0.0.1\u3002public:" + port + "/",
            "http://[::1%25lo]:" + port + "/",
            "http://[::1]@public.example:" + port + "/",
            "",
            "http://",
            "http://:" + port + "/"));
    return all;
  }

  private static Stream<String> hosts() {
    return Stream.of(
        // loopback, spelt in every way that some resolver takes
        "127.0.0.1",
        "127.0.0.2",
        "127.1",
        "127.0.1",
        "127.255.255.254",
        "2130706433",
        "2130706434",
        "017700000001",
        "0177.0.0.1",
        "0177.0.0.01",
        "0177.1",
        "0x7f000001",
        "0x7F.0x0.0x0.0x1",
        "0x7f.1",
        "0x7f.0.0.1",
        "127.0.0.0x1",
        "127.0.0.01",
        "127.000.000.001",
        "00127.0.0.1",
        "4294967296",
        "127.0.0.1.",
        "127.1.",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "localhost.localdomain",
        "127%2e0%2e0%2e1",
        "%31%32%37.0.0.1",
        "\u2460\u2461\u2466.0.0.1",
        "\uff11\uff12\uff17.0.0.1",
        "127\u30020\u30020\u30021",
        "127\uff0e0\uff0e0\uff0e1",
        "\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3",
        "loc\u00adalhost",
        // this host
        "0",
        "0.0.0.0",
        "0.0.0.1",
        "0x0",
        "00",
        "0.0",
        "0.1.2.3",
        // private, carrier, link-local, metadata
        "10.0.0.1",
        "10.255.255.255",
        "10.1",
        "0xa000001",
        "167772161",
        "012.0.0.1",
        "172.16.0.1",
        "172.31.255.254",
        "172.16.1",
        "2886729729",
        "192.168.0.1",
        "192.168.1.1",
        "192.168.1",
        "192.168.257",
        "3232235777",
        "0xc0a80101",
        "0300.0250.1.1",
        "100.64.0.1",
        "100.100.100.200",
        "100.127.255.254",
        "169.254.0.1",
        "169.254.169.254",
        "169.254.170.2",
        "2852039166",
        "0xa9fea9fe",
        "0251.0376.0251.0376",
        "169.254.43518",
        "168.63.129.16",
        "192.0.0.192",
        // not unicast, not for use
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.19.255.254",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "4294967295",
        "0xffffffff",
        // IPv6
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[0000:0000:0000:0000:0000:0000:0000:0001]",
        "[::]",
        "[::0]",
        "[0::1]",
        "[::2]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::FFFF:7F00:0001]",
        "[0:0:0:0:0:ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]",
        "[::ffff:a00:1]",
        "[::ffff:169.254.169.254]",
        "[::ffff:a9fe:a9fe]",
        "[::ffff:0.0.0.0]",
        "[::ffff:192.168.1.1]",
        "[::ffff:0:127.0.0.1]",
        "[::127.0.0.1]",
        "[::7f00:1]",
        "[::10.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b::10.0.0.1]",
        "[64:ff9b::169.254.169.254]",
        "[64:ff9b:1::127.0.0.1]",
        "[64:ff9b:1:ffff::a00:1]",
        "[2002:7f00:1::]",
        "[2002:7f00:0001::1]",
        "[2002:a00:1::1]",
        "[2002:a9fe:a9fe::]",
        "[2001:0:53aa:64c::80ff:fffe]",
        "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
        "[2001::1]",
        "[2001:10::1]",
        "[2001:20::1]",
        "[2001:db8::1]",
        "[3fff::1]",
        "[fe80::1]",
        "[fe80::5efe:7f00:1]",
        "[febf::1]",
        "[fec0::1]",
        "[fc00::1]",
        "[fd00::1]",
        "[fd00:ec2::254]",
        "[fdff:ffff::1]",
        "[ff02::1]",
        "[ff05::2]",
        "[ff0e::1]",
        "[100::1]",
        "[5f00::1]",
        "[4000::1]",
        "[2a00::5efe:127.0.0.1]",
        "[2a00::200:5efe:7f00:1]",
        // names that resolve to such addresses
        "private.example",
        "loopback.example",
        "mapped.example",
        "metadata.google.internal",
        "metadata",
        "rebinding.example",
        "mixed-all-private.example",
        "tunnel.example",
        "nat64.example",
        "unspecified.example",
        "127.0.0.1.nip.example",
        "xn--fake.example");
  }

  /** Resolves names as an attacker's server would; literals as the system does. */
  private static final class TrickyNames implements Dns {
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public List<InetAddress> lookup(String name) throws UnknownHostException {
      return switch (name) {
        case "private.example" -> addresses("10.1.2.3");
        case "loopback.example", "127.0.0.1.nip.example", "xn--fake.example" ->
            addresses("127.0.0.1");
        case "mapped.example" -> addresses("::ffff:127.0.0.1");
        case "metadata.google.internal", "metadata" -> addresses("169.254.169.254");
        // A guard that looks once and connects later is told two different things.
        case "rebinding.example" ->
            asked.getAndIncrement() % 2 == 0 ? addresses("::1") : addresses("127.0.0.1");
        case "mixed-all-private.example" -> addresses("10.0.0.1", "127.0.0.1", "::1");
        case "tunnel.example" -> addresses("2002:7f00:1::");
        case "nat64.example" -> addresses("64:ff9b::7f00:1");
        case "unspecified.example" -> addresses("0.0.0.0");
        default -> {
          if (name.endsWith("example") || name.startsWith("public")) {
            throw new UnknownHostException(name);
          }
          yield Dns.SYSTEM.lookup(name);
        }
      };
    }

    private static List<InetAddress> addresses(String... literals) throws UnknownHostException {
      List<InetAddress> all = new ArrayList<>();
      for (String literal : literals) {
        all.add(InetAddress.getByName(literal));
      }
      return all;
    }
  }
}
