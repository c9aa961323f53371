package io.github.reelay.media.store;

import io.github.reelay.config.Secret;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;

/**
 * One real S3 server for all tests of a JVM: S3Proxy, a process of its own that keeps objects in a
 * folder and checks signatures. A fresh bucket for each test. Ends with the JVM.
 */
public final class S3Server {
  public static final String ACCESS_KEY = "the-access-key";
  public static final String SECRET_KEY = "canary-of-the-secret-key";

  private static final Path PROGRAM = Path.of("target/test-programs/s3proxy.jar");
  private static final Pattern LISTENS =
      Pattern.compile("Started .*ServerConnector.*\\{127\\.0\\.0\\.1:(\\d+)}");
  private static final OkHttpClient HTTP = new OkHttpClient();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private S3Server() {}

  /** The options of a new, empty bucket. */
  public static S3Options freshBucket() {
    S3Options options = options("bucket-" + COUNT.incrementAndGet());
    MinioClient client =
        MinioClient.builder()
            .endpoint(options.endpoint().toString())
            .region(options.region())
            .credentials(ACCESS_KEY, SECRET_KEY)
            .httpClient(HTTP)
            .build();
    try {
      client.makeBucket(MakeBucketArgs.builder().bucket(options.bucket()).build());
    } catch (MinioException e) {
      throw new IllegalStateException(e);
    }
    return options;
  }

  /** Those of a bucket that may not be there. */
  public static S3Options options(String bucket) {
    return options(Running.ENDPOINT, bucket, ACCESS_KEY, SECRET_KEY);
  }

  public static S3Options options(URI endpoint, String bucket, String accessKey, String secretKey) {
    return new S3Options(
        endpoint,
        bucket,
        "us-east-1",
        "some/where/",
        true,
        new Secret(accessKey),
        new Secret(secretKey));
  }

  /** Started when first asked for. */
  private static final class Running {
    static final URI ENDPOINT = start();

    private static URI start() {
      try {
        Path folder = Files.createTempDirectory("s3proxy");
        Path settings =
            Files.writeString(
                folder.resolve("s3proxy.conf"),
                """
                s3proxy.endpoint=http://127.0.0.1:0
                s3proxy.authorization=aws-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                s3proxy.v4-max-non-chunked-request-size=200000000
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """
                    .formatted(
                        ACCESS_KEY, SECRET_KEY, Files.createDirectory(folder.resolve("objects"))));
        Process server =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx512m",
                    "-jar",
                    PROGRAM.toString(),
                    "--properties",
                    settings.toString())
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
        return awaitAddress(server);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static URI awaitAddress(Process server) throws IOException {
      BufferedReader out = server.inputReader();
      StringBuilder said = new StringBuilder();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.append(line).append('\n');
        Matcher listens = LISTENS.matcher(line);
        if (listens.find()) {
          // It goes on talking, and would wait for a reader.
          Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {}));
          return URI.create("http://127.0.0.1:" + listens.group(1));
        }
      }
      throw new IOException("S3Proxy did not start: " + said);
    }
  }
}
