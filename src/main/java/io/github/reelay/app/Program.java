package io.github.reelay.app;

import io.github.reelay.config.Settings;
import io.github.reelay.conversation.BundleWording;
import io.github.reelay.conversation.Dialogue;
import io.github.reelay.conversation.Policy;
import io.github.reelay.conversation.Ports;
import io.github.reelay.conversation.Texts;
import io.github.reelay.ops.Metrics;
import io.github.reelay.policy.ProviderSwitches;
import io.github.reelay.provider.Catalogue;
import io.github.reelay.tracking.Bounds;
import io.github.reelay.tracking.ChatPlatform;
import io.github.reelay.tracking.Tracker;
import io.github.reelay.tracking.TrackingRules;
import io.github.reelay.web.WebServer;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The running program: every part, put together in one place.
 *
 * <p>Order matters twice. What an earlier run left is taken up before anything new is heard; and at
 * a stop the chats fall silent first, then the tracker waits for a POST in flight, then the rest
 * closes.
 */
final class Program implements AutoCloseable {
  private final Closing closing;
  private final WebServer web;

  private Program(Closing closing, WebServer web) {
    this.closing = closing;
    this.web = web;
  }

  static Program start(Settings settings, Catalogue catalogue) throws IOException {
    Closing closing = new Closing();
    try {
      return start(settings, catalogue, closing);
    } catch (IOException | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  private static Program start(Settings settings, Catalogue catalogue, Closing closing)
      throws IOException {
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    String owner = owner(random);
    LateAlerts alerts = new LateAlerts();

    StoreParts store = StoreParts.open(settings, clock, owner, closing);
    MediaParts media = MediaParts.open(settings, clock, random);
    ProviderParts providers =
        ProviderParts.open(settings, catalogue, media, alerts, clock, random, closing);
    Metrics metrics = OperationParts.metrics(store, providers);
    Policy policy = PolicyParts.policy(settings, store.rules(), providers.desk(), clock);

    Map<String, ChatPlatform> platforms = new ConcurrentHashMap<>();
    Tracker tracker =
        new Tracker(
            new Tracker.Parts(
                store.tasks(),
                store.timers(),
                closing.add("work to come", new VirtualDelay()),
                providers.relays(),
                media.folder(),
                platforms,
                bounds(providers, policy),
                rules(settings),
                clock,
                owner,
                new Watch(metrics, alerts)));
    closing.add("the tracker", () -> tracker.stop(settings.stopGrace()));

    Texts texts = new Texts();
    BundleWording wording =
        new BundleWording(texts, settings.money().currency(), settings.money().zone());
    WebParts pages = new WebParts(settings, store, media, wording, texts, clock, random);
    Housekeeping housekeeping = new Housekeeping(settings, store, media, alerts, clock);
    Dialogue dialogue =
        new Dialogue(
            new Ports(
                tracker,
                store.tasks(),
                providers.relays().menu(),
                media.folder(),
                store.drafts(),
                store.preferences(),
                store.spending(),
                List.of(pages.memory(), housekeeping.people()),
                () -> hasRoom(settings),
                alerts),
            policy,
            wording,
            clock,
            random);

    ChatParts chats = ChatParts.make(settings, store, media, wording, alerts, clock, random);
    chats.platforms().forEach(p -> platforms.put(p.name(), p));
    platforms.put(pages.platform().name(), pages.platform());
    alerts.to(closing.add("alerts", OperationParts.alerts(settings, chats, texts, metrics, clock)));
    new ProviderSwitches(policy.rules(), providers.desk()).restore();
    store.timers().start(tracker::run, housekeeping.work(tracker));
    tracker.recover();
    WebServer web =
        pages.start(
            dialogue,
            providers,
            OperationParts.routes(store, media, providers, chats, metrics),
            chats.hooks(),
            closing);
    chats.start(dialogue, closing);
    return new Program(closing, web);
  }

  private static boolean hasRoom(Settings settings) {
    return settings.dataDir().toFile().getUsableSpace() >= settings.media().leastFree();
  }

  /** Where the web chat is. */
  String address() {
    return web.address();
  }

  @Override
  public void close() {
    closing.close();
  }

  private static String owner(SecureRandom random) {
    byte[] name = new byte[8];
    random.nextBytes(name);
    return HexFormat.of().formatHex(name);
  }

  private static TrackingRules rules(Settings settings) {
    return new TrackingRules(
        settings.poll().first(),
        settings.poll().min(),
        settings.poll().max(),
        settings.submitTimeout());
  }

  private static Bounds bounds(ProviderParts providers, Policy policy) {
    return new Bounds(
        providers.relays()::concurrency,
        providers.relays()::submitsPerMinute,
        policy.limits()::runningPerPerson,
        policy.limits()::runningPerChat);
  }
}
