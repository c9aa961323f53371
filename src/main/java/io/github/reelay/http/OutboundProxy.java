package io.github.reelay.http;

import io.github.reelay.config.Secret;
import io.github.reelay.config.SettingReader;
import java.net.InetAddress;
import java.net.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that everything we ask outside goes through, and the hosts that are reached without it.
 * Like the JDK's own proxy setting it is one for the process: {@link #use} is called once, before
 * the first client is made. Immutable, thread-safe.
 *
 * <p>OkHttp is not told of it. It would give the proxy the name of every host, and then nobody
 * could say which address a stranger's link leads to; so the sockets reach through by themselves
 * ({@link ProxiedSocket}), and the guard looks at the address first.
 */
public final class OutboundProxy {
  private static final OutboundProxy NONE = new OutboundProxy(null, List.of(), false);

  /** Stands for "the proxy resolves the name"; no host has this address. */
  private static final byte[] UNRESOLVED = {0, 0, 0, 0};

  private static volatile OutboundProxy inUse = NONE;

  private final @Nullable ProxyServer server;
  private final List<String> bypass;
  private final boolean checksAddresses;

  /**
   * @param server null: everything is reached directly
   * @param bypass hosts reached directly, as in NO_PROXY: names with all below them, addresses,
   *     blocks, {@code *}
   * @param checksAddresses whether the proxy itself keeps strangers' links out of private networks
   */
  OutboundProxy(@Nullable ProxyServer server, List<String> bypass, boolean checksAddresses) {
    this.server = server;
    this.bypass = List.copyOf(bypass);
    this.checksAddresses = checksAddresses;
  }

  /** What the settings say. */
  public static OutboundProxy read(SettingReader in) {
    List<String> bypass = in.texts("http.no-proxy", "names or addresses of hosts");
    boolean checksAddresses = in.flag("http.proxy-checks-addresses");
    Optional<Secret> address = in.secret("http.proxy");
    if (address.isEmpty()) {
      return NONE;
    }
    try {
      return new OutboundProxy(ProxyServer.parse(address.get().reveal()), bypass, checksAddresses);
    } catch (IllegalArgumentException _) {
      in.addError(
          in.variable("http.proxy"),
          "an address that is none of a proxy (not shown: it may hold a password)",
          "http://host:port, https://host:port or socks5://host:port, with user:password@ before"
              + " the host if it asks for them",
          "mend it, or unset it");
      return NONE;
    }
  }

  /** Sends everything from now on through this one. */
  public static void use(OutboundProxy proxy) {
    inUse = proxy;
  }

  public static OutboundProxy inUse() {
    return inUse;
  }

  /**
   * A client for addresses that the operator or a platform gave: names are the proxy's to resolve.
   */
  public static OkHttpClient.Builder newClient() {
    OutboundProxy proxy = inUse;
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder().proxy(Proxy.NO_PROXY).addInterceptor(MalformedAnswers.INSTANCE);
    return proxy.server == null
        ? builder
        : builder.socketFactory(proxy.socketFactory()).dns(proxy.dns(Dns.SYSTEM));
  }

  /** Sockets that reach through, for plain targets and for clients that add TLS themselves. */
  public SocketFactory socketFactory() {
    return new ConnectingSocketFactory(() -> new ProxiedSocket(this, false));
  }

  /** Sockets that reach through and speak TLS to their target. */
  public SSLSocketFactory secureSocketFactory() {
    return new SecureSocketFactory(
        new ConnectingSocketFactory(() -> new ProxiedSocket(this, true)));
  }

  /** The proxy a host is reached through; empty: directly. */
  public Optional<ProxyServer> serverFor(String host) {
    return Optional.ofNullable(server).filter(_ -> !isBypassed(host));
  }

  /** Names for a guarded client: our own answer is checked, unless the proxy checks. */
  Dns guardedDns(Dns ours) {
    return server != null && checksAddresses ? dns(ours) : ours;
  }

  private Dns dns(Dns ours) {
    return host ->
        isBypassed(host) ? ours.lookup(host) : List.of(InetAddress.getByAddress(host, UNRESOLVED));
  }

  /** Whether a client's address is only a name that the proxy is to resolve. */
  boolean isLeftToProxy(InetAddress address, String host) {
    return server != null
        && address.isAnyLocalAddress()
        && !address.getHostAddress().equals(host)
        && !isBypassed(host);
  }

  /** Whether the guard may leave the look at an address to the proxy. */
  boolean guards(InetAddress address, String host) {
    return checksAddresses && isLeftToProxy(address, host);
  }

  private boolean isBypassed(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
    InetAddress literal = parseLiteral(name);
    return name.equals("localhost")
        || (literal != null && literal.isLoopbackAddress())
        || bypass.stream().anyMatch(entry -> matches(entry.strip(), name, literal));
  }

  private static boolean matches(String entry, String name, @Nullable InetAddress literal) {
    if (literal == null) {
      String domain = entry.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
      return entry.equals("*") || name.equals(domain) || name.endsWith("." + domain);
    }
    try {
      return entry.equals("*") || CidrBlock.parse(entry).contains(literal);
    } catch (IllegalArgumentException _) {
      return false; // a name
    }
  }

  private static @Nullable InetAddress parseLiteral(String name) {
    try {
      return InetAddress.ofLiteral(name);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
