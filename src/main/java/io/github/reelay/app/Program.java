package io.github.reelay.app;

import io.github.reelay.app.instance.InstanceAddresses;
import io.github.reelay.app.instance.WorkTurn;
import io.github.reelay.app.settings.Settings;
import io.github.reelay.chat.ChatPorts;
import io.github.reelay.conversation.ConversationPorts;
import io.github.reelay.conversation.Installation;
import io.github.reelay.conversation.PolicyServices;
import io.github.reelay.conversation.text.Formats;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.conversation.text.MessageRenderer;
import io.github.reelay.conversation.usecase.ConversationService;
import io.github.reelay.http.GuardedHttp;
import io.github.reelay.http.OutboundProxy;
import io.github.reelay.media.LinkedPictures;
import io.github.reelay.media.store.ObjectStore;
import io.github.reelay.ops.ChatSilenceMonitor;
import io.github.reelay.ops.Metrics;
import io.github.reelay.ops.OperatorContacts;
import io.github.reelay.policy.OperatorClaim;
import io.github.reelay.policy.ProviderSwitches;
import io.github.reelay.provider.ProviderRegistry;
import io.github.reelay.provider.callback.CallbackLinks;
import io.github.reelay.provider.callback.CallbackReceiver;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.security.HmacSigner;
import io.github.reelay.security.KeyFiles;
import io.github.reelay.security.OwnerOnly;
import io.github.reelay.security.SigningKey;
import io.github.reelay.security.SigningKeys;
import io.github.reelay.storage.JdbiSigningKeys;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.storage.database.NativeLibraryFolder;
import io.github.reelay.tracking.Tracker;
import io.github.reelay.tracking.port.DelayedExecutor;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import io.github.reelay.web.Routes;
import io.github.reelay.web.WebServer;
import io.github.reelay.web.ops.CallbackRoutes;
import io.github.reelay.web.standby.StandbyServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running program: wires every part and starts and stops them in order.
 *
 * <p>Order matters twice. What an earlier run left is resumed before new events are taken; and at a
 * stop the chats fall silent first, then the tracker waits for a POST in flight, then the rest
 * closes.
 */
final class Program implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Program.class);

  private final CloseStack closeStack;
  private final WebServer web;
  private final PolicyServices policy;

  private Program(CloseStack closeStack, WebServer web, PolicyServices policy) {
    this.closeStack = closeStack;
    this.web = web;
    this.policy = policy;
  }

  static Program start(Settings settings, Catalogue catalogue)
      throws IOException, InterruptedException {
    CloseStack closeStack = new CloseStack();
    try {
      return start(settings, catalogue, closeStack);
    } catch (IOException | InterruptedException | RuntimeException e) {
      closeStack.close();
      throw e;
    }
  }

  private static Program start(Settings settings, Catalogue catalogue, CloseStack closeStack)
      throws IOException, InterruptedException {
    OutboundProxy.use(settings.proxy());
    OwnerOnly.restrictDataFolder(settings.dataDir());
    NativeLibraryFolder.prepare(settings.dataDir());
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    String owner = newOwnerId(random);
    DeferredAlertSink alerts = new DeferredAlertSink();

    // The last to close: as long as anything works here, nobody else may.
    WorkTurn turn =
        closeStack.add(
            "the right to work",
            WorkTurn.open(
                settings.database(),
                settings.dataDir(),
                new InstanceAddresses(settings.instanceUrl(), settings.web().host()),
                owner,
                Version.text(),
                clock));
    StorageModule storage = StorageModule.open(settings, alerts, clock, owner, closeStack);
    SigningKeys keys =
        JdbiSigningKeys.of(storage.database(), new KeyFiles(settings.dataDir(), random), clock);
    MessageBundles bundles = new MessageBundles();
    ObjectStore store = MediaModule.openStore(settings, closeStack);
    AutoCloseable standby =
        closeStack.add(
            "the server of one that stands by",
            turn.await(
                storage.database(),
                keys,
                stamp -> {
                  if (store != null) {
                    MediaModule.evictCopies(settings, store);
                  }
                  return StandbyServer.start(settings.web(), bundles, stamp);
                }));
    if (storage.tasks().mendSpendTotals(clock.instant())) {
      log.atInfo().log("The sums of what was spent are made anew; an earlier version was at work");
    }
    storage.timers().releaseAll();
    HmacSigner linkSigner = keys.signer(SigningKey.LINK);
    MediaModule media =
        MediaModule.open(
            settings, store, !storage.database().isExclusive(), linkSigner, clock, closeStack);
    CallbackLinks callbacks = new CallbackLinks(settings.callbacks(), linkSigner, clock);
    ProviderRegistry providers =
        ProviderModule.open(
            settings,
            settings.providersOn(),
            catalogue,
            media,
            callbacks,
            alerts,
            clock,
            random,
            closeStack);
    Metrics metrics = OperationsModule.createMetrics(storage, providers);
    PolicyServices policy =
        PolicyModule.createServices(settings, storage.rules(), providers, clock, random);

    MessageRenderer renderer =
        new MessageRenderer(
            new Formats(
                bundles,
                settings.money().currency(),
                settings.money().zone(),
                settings.isMoneyPretend()),
            settings.media().undeliveredRetention(),
            storage.tasks()::find,
            settings.labelVisible());
    Chats chats =
        Chats.create(
            settings,
            new ChatPorts(
                renderer,
                bundles,
                settings.money().currency(),
                storage.inbox(),
                storage.transcript(),
                storage.preferences(),
                storage.tasks(),
                providers.modelCatalogue(),
                media.folder(),
                media.converter(),
                media.links(),
                alerts,
                clock,
                random));
    OperatorContacts contacts =
        new OperatorContacts(
            chats.all(),
            () -> policy.access().operators().keySet(),
            settings.language(),
            task -> Thread.ofVirtual().name("contacts").start(task));
    DelayedExecutor later = closeStack.add("work to come", new VirtualThreadDelayedExecutor());
    Tracker tracker =
        new Tracker(
            new Tracker.Dependencies(
                storage.tasks(),
                storage.durations(),
                storage.timers(),
                later,
                providers,
                media.folder(),
                chats.platforms(),
                concurrencyLimits(providers, policy),
                settings.tracking(),
                clock,
                owner,
                new MonitoringTrackerListener(metrics, alerts)));
    closeStack.add("the tracker", () -> tracker.stop(settings.stopGrace()));

    Housekeeping housekeeping = new Housekeeping(settings, storage, media, alerts, clock);
    ConversationService conversation =
        new ConversationService(
            new ConversationPorts(
                tracker,
                storage.tasks(),
                providers.modelCatalogue(),
                media.folder(),
                media.links(),
                storage.drafts(),
                storage.preferences(),
                storage.spendReports(),
                List.of(chats.personalDataStore(), housekeeping.personalDataStore()),
                new Installation(
                    Version.text(),
                    settings.media().retention(),
                    settings.taskRetention(),
                    turn::instances),
                chats.poster(),
                new LinkedPictures(new GuardedHttp(false, clock), media.folder()),
                () -> hasDiskSpace(settings),
                alerts,
                contacts),
            policy,
            renderer,
            clock,
            random);

    alerts.delegateTo(
        closeStack.add(
            "alerts", OperationsModule.createAlerts(settings, contacts, bundles, metrics, clock)));
    new ProviderSwitches(policy.rules(), providers).restore();
    CallbackReceiver callbackReceiver =
        new CallbackReceiver(
            callbacks,
            tracker::find,
            providers::nameInCallback,
            tracker::takeCallback,
            storage.inbox(),
            later,
            clock);
    List<Routes> routes =
        new ArrayList<>(OperationsModule.routes(storage, media, providers, chats, metrics, turn));
    routes.add(new CallbackRoutes(callbackReceiver::receive));
    routes.addAll(chats.routes(conversation));
    closeStack.close(standby); // this one needs its port
    WebServer web =
        closeStack.add(
            "the web server",
            WebServer.start(
                settings.web(),
                routes,
                chats.webhooks(),
                bundles,
                clock,
                keys.signer(SigningKey.COOKIE),
                turn.stamp(keys),
                random));
    turn.announce(web.port());
    // Only now: a program that cannot have its port ends, and must not have paid for anything.
    storage
        .timers()
        .start(
            tracker::run,
            housekeeping.recurringJobs(tracker, providers, conversation::postDueCards));
    tracker.recover();
    callbackReceiver.resume();
    chats.start(conversation, closeStack);
    // A wrong key is better told now than to the first person who asks.
    Thread.ofVirtual()
        .name("key-check")
        .start(() -> {
          providers.checkKeys();
          providers.refreshModels();
        });
    closeStack
        .add("the chat monitor", new ChatSilenceMonitor(chats::health, alerts, clock))
        .start();
    return new Program(closeStack, web, policy);
  }

  /** On the videos' disk, and on that of an embedded database. */
  private static boolean hasDiskSpace(Settings settings) {
    long min = settings.media().minFreeBytes();
    return settings.media().dir().toFile().getUsableSpace() >= min
        && switch (settings.database()) {
          case DatabaseOptions.Embedded(Path folder) -> folder.toFile().getUsableSpace() >= min;
          case DatabaseOptions.Server _ -> true;
        };
  }

  /** Where the web chat is. */
  String webChatUrl() {
    return web.localUrl();
  }

  /** What is open as long as there is no operator. */
  static String openWithoutOperator(boolean openToAll) {
    return "Until then nobody may use /admin everywhere"
        + (openToAll
            ? ", and everybody who finds the bot may spend, up to the limits."
            : ", and nobody can open it to more chats from within a chat.");
  }

  /** How to become the operator, where there is none; holds the code, so it is no log's. */
  Optional<String> operatorNotice() {
    return policy.access().operators().isEmpty()
        ? Optional.of(
            "No operator yet: say /admin claim "
                + policy.claim().code()
                + " to the bot within "
                + OperatorClaim.TTL.toMinutes()
                + " minutes, in any of its chats, and you are one. "
                + openWithoutOperator(policy.access().isOpenToAll()))
        : Optional.empty();
  }

  @Override
  public void close() {
    closeStack.close();
  }

  private static String newOwnerId(SecureRandom random) {
    byte[] name = new byte[8];
    random.nextBytes(name);
    return HexFormat.of().formatHex(name);
  }

  private static ConcurrencyLimits concurrencyLimits(
      ProviderRegistry providers, PolicyServices policy) {
    return new ConcurrencyLimits(
        providers::concurrency,
        providers::submitsPerMinute,
        policy.limits()::runningPerPerson,
        policy.limits()::runningPerChat);
  }
}
