package io.github.reelay.fuzz;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/**
 * A server that refuses what the real one would, for what a fuzz test makes. There is one only
 * where the command line names it; none is part of this repository.
 */
public final class StrictServer {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final @Nullable String address;
  private final String authorization;

  /**
   * @param name {@code -Dreelay.fuzz.NAME=} has the address that new messages are posted to, {@code
   *     -Dreelay.fuzz.NAME.authorization=} that header if there is to be one
   */
  public StrictServer(String name) {
    address = System.getProperty("reelay.fuzz." + name);
    authorization = System.getProperty("reelay.fuzz." + name + ".authorization", "none");
  }

  /** Posts the message, where there is a server to post it to. */
  public void take(String json) throws IOException, InterruptedException {
    if (address == null) {
      return;
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .header("Authorization", authorization)
            .POST(BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body() + " for " + json);
    }
  }
}
