package io.github.reelay.media.store;

import io.github.reelay.http.OutboundProxy;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.UploadObjectArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * The bucket of an S3-compatible store. What it says to be passing (busy, slow down) is tried five
 * times within some seconds; anything else is the caller's to try again.
 */
public final class S3Store implements ObjectStore {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** Of silence, not of the whole: a large file may take its time. */
  private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(60);

  /** The largest that one request may hold; no video of ours is nearly as large. */
  private static final long MAX_PART_BYTES = 5L << 30;

  private static final Set<Integer> PASSING_STATUS = Set.of(408, 429, 500, 502, 503, 504);
  private static final long RETRY_MILLIS = 200;
  private static final int MAX_TRIES = 5;

  /** As many as fetches and deliveries together. */
  private static final int MAX_CONCURRENT = 64;

  private static final String PROBE_PREFIX = "check/";

  private final S3Options options;
  private final S3Failures failures;
  private final OkHttpClient http;
  private final MinioClient client;

  /** Nothing is asked yet. */
  public S3Store(S3Options options) {
    this.options = options;
    this.failures = new S3Failures(options);
    this.http = newClient();
    this.client =
        MinioClient.builder()
            .endpoint(options.endpoint().toString())
            .region(options.region())
            .credentials(options.accessKey().reveal(), options.secretKey().reveal())
            .httpClient(http)
            .build();
    if (options.pathStyle()) {
      client.disableVirtualStyleEndpoint();
    } else {
      client.enableVirtualStyleEndpoint();
    }
  }

  private static OkHttpClient newClient() {
    Dispatcher dispatcher =
        new Dispatcher(
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("s3-", 0).factory()));
    dispatcher.setMaxRequestsPerHost(MAX_CONCURRENT);
    // One connection for each file: files at once on one would wait for each other.
    return OutboundProxy.newClient()
        .dispatcher(dispatcher)
        .protocols(List.of(Protocol.HTTP_1_1))
        .connectTimeout(CONNECT_TIMEOUT)
        .readTimeout(SILENCE_TIMEOUT)
        .writeTimeout(SILENCE_TIMEOUT)
        .addInterceptor(new Http.StatusRetryInterceptor(PASSING_STATUS, RETRY_MILLIS, MAX_TRIES))
        .build();
  }

  @Override
  public void put(String name, Path file) throws IOException {
    var _ =
        ask(() ->
            client.uploadObject(
                UploadObjectArgs.builder()
                    .bucket(options.bucket())
                    .object(options.prefix() + name)
                    .filename(file.toString(), MAX_PART_BYTES)
                    .contentType(mediaType(name))
                    .build()));
  }

  /** A question to the store. */
  private interface Question<T> {
    T ask() throws MinioException;
  }

  /** The client throws {@link IllegalStateException} for what breaks on the network. */
  private <T> T ask(Question<T> question) throws StoreException {
    try {
      return question.ask();
    } catch (MinioException | RuntimeException e) {
      throw failures.of(e);
    }
  }

  private static String mediaType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "mp4" -> "video/mp4";
      case "webm" -> "video/webm";
      case "jpg" -> "image/jpeg";
      case "png" -> "image/png";
      default -> "application/octet-stream";
    };
  }

  @Override
  public Optional<StoredObject> get(String name, Path to, long maxBytes) throws IOException {
    Optional<GetObjectResponse> found = ask(() -> find(name));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (GetObjectResponse in = found.get()) {
      Instant modifiedAt = modifiedAt(in.headers().get("Last-Modified"));
      return Optional.of(new StoredObject(name, copy(in, to, maxBytes), modifiedAt));
    }
  }

  private Optional<GetObjectResponse> find(String name) throws MinioException {
    try {
      return Optional.of(
          client.getObject(
              GetObjectArgs.builder()
                  .bucket(options.bucket())
                  .object(options.prefix() + name)
                  .build()));
    } catch (MinioException e) {
      if (S3Failures.isNoSuchObject(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Reads all of it, but writes no more than that. */
  private long copy(GetObjectResponse in, Path to, long maxBytes) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    try (OutputStream out =
        Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (bytes <= maxBytes) {
        int read = read(in, buffer);
        if (read < 0) {
          break;
        }
        bytes += read;
        if (bytes <= maxBytes) {
          out.write(buffer, 0, read);
        }
      }
    }
    return bytes;
  }

  /** What breaks here is the network, not the disk. */
  private int read(GetObjectResponse in, byte[] buffer) throws IOException {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw failures.of(e);
    }
  }

  private static Instant modifiedAt(@Nullable String header) {
    try {
      return header == null
          ? Instant.EPOCH
          : ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException _) {
      return Instant.EPOCH;
    }
  }

  @Override
  public void delete(String name) throws IOException {
    var _ =
        ask(() -> {
          client.removeObject(
              RemoveObjectArgs.builder()
                  .bucket(options.bucket())
                  .object(options.prefix() + name)
                  .build());
          return name;
        });
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    return ask(() -> {
      List<StoredObject> objects = new ArrayList<>();
      for (Result<Item> result :
          client.listObjects(
              ListObjectsArgs.builder()
                  .bucket(options.bucket())
                  .prefix(options.prefix() + prefix)
                  .recursive(true)
                  .build())) {
        Item item = result.get();
        objects.add(
            new StoredObject(
                item.objectName().substring(options.prefix().length()),
                item.size(),
                item.lastModified().toInstant()));
      }
      return objects;
    });
  }

  @Override
  public void probe() throws IOException {
    String name = PROBE_PREFIX + UUID.randomUUID();
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    var _ =
        ask(() ->
            client.putObject(
                PutObjectArgs.builder()
                    .bucket(options.bucket())
                    .object(options.prefix() + name)
                    .data(bytes, bytes.length)
                    .build()));
    boolean same;
    try {
      same = list(name).size() == 1 && Arrays.equals(read(name), bytes);
    } finally {
      delete(name);
    }
    if (!same) {
      throw new StoreException(
          "the bucket " + options.bucket() + " does not give back what was put into it", true);
    }
  }

  private byte[] read(String name) throws IOException {
    try (GetObjectResponse in = ask(() -> find(name)).orElse(null)) {
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }

  @Override
  public String address() {
    return options.address();
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
