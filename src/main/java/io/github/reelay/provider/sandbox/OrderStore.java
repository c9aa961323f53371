package io.github.reelay.provider.sandbox;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.reelay.security.OwnerOnly;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of orders: every order is on disk before it is answered, and read from there whenever
 * it is asked for. Folders: {@code orders}, {@code pictures}, {@code films}. Safe for many threads.
 */
final class OrderStore {
  private static final Logger log = LoggerFactory.getLogger(OrderStore.class);

  /**
   * As long as APIMart's links (docs/facts.md, "Relays: the finished file"): after that a video may
   * go.
   */
  static final Duration VIDEO_TTL = Duration.ofHours(24);

  /** How long a video can be remixed. */
  private static final Duration ORDER_TTL = Duration.ofDays(30);

  private static final Duration SWEEP_INTERVAL = Duration.ofHours(1);

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final Pattern ID = Pattern.compile("(task|video|image)_[0-9A-Z]{26}");
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private final Path folder;
  private final InstantSource clock;
  private final RandomGenerator random;
  private volatile Instant lastSweep = Instant.EPOCH;

  OrderStore(Path folder, InstantSource clock, RandomGenerator random) throws IOException {
    this.folder = folder;
    this.clock = clock;
    this.random = random;
    for (String name : new String[] {"orders", "pictures", "films"}) {
      OwnerOnly.createFolder(folder.resolve(name));
    }
    sweep();
  }

  private void sweep() throws IOException {
    sweep("films", VIDEO_TTL);
    sweep("orders", ORDER_TTL);
    sweep("pictures", ORDER_TTL);
    lastSweep = clock.instant();
  }

  private void sweep(String name, Duration ttl) throws IOException {
    Instant oldest = clock.instant().minus(ttl);
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      for (Path file : files.toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  String newId(String kind) {
    StringBuilder id = new StringBuilder(kind).append('_');
    for (int i = 0; i < 26; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  /** Durable when it returns: a killed sandbox still knows it. */
  void add(Order order) throws IOException {
    if (lastSweep.plus(SWEEP_INTERVAL).isBefore(clock.instant())) {
      sweep();
    }
    write(orderFile(order.id()), JSON.writeValueAsBytes(order));
  }

  /** Keeps an uploaded picture under a name of ours. */
  String addPicture(byte[] bytes) throws IOException {
    String name = newId("image");
    write(pictureFile(name), bytes);
    return name;
  }

  private static void write(Path to, byte[] bytes) throws IOException {
    Path partFile = to.resolveSibling(to.getFileName() + ".part");
    Files.write(partFile, bytes);
    OwnerOnly.restrict(partFile);
    Files.move(partFile, to, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  private @Nullable Order read(String id) {
    try {
      return JSON.readValue(orderFile(id).toFile(), Order.class);
    } catch (FileNotFoundException _) {
      return null;
    } catch (IOException e) {
      log.atWarn().setCause(e).log("Sandbox order unreadable, left out");
      return null;
    }
  }

  private Path orderFile(String id) {
    return folder.resolve("orders").resolve(id + ".json");
  }

  Optional<Order> find(String id) {
    return Optional.ofNullable(isValidName(id) ? read(id) : null);
  }

  /** Those on disk that were accepted after the moment, read one by one. */
  Stream<Order> acceptedAfter(Instant moment) throws IOException {
    return ids().stream()
        .flatMap(id -> find(id).stream())
        .filter(order -> order.acceptedAt().isAfter(moment));
  }

  /** Of all that are on disk. */
  List<String> ids() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("orders"))) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
          .filter(OrderStore::isValidName)
          .toList();
    }
  }

  boolean hasPicture(String name) {
    return isValidName(name) && Files.exists(pictureFile(name));
  }

  /** Whether a text from outside can be a name of ours; nothing else becomes a path. */
  static boolean isValidName(String text) {
    return ID.matcher(text).matches();
  }

  Path pictureFile(String name) {
    return folder.resolve("pictures").resolve(name);
  }

  Path videoFile(String id) {
    return folder.resolve("films").resolve(id + ".mp4");
  }
}
