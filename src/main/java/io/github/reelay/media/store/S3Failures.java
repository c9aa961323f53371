package io.github.reelay.media.store;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/**
 * What the store's refusals mean to the operator. Nothing of what the client tells is passed on but
 * codes: its traces have headers, and some stores repeat the key they were given.
 */
record S3Failures(S3Options options) {
  static boolean isNoSuchObject(MinioException e) {
    return e instanceof ErrorResponseException answer
        && answer.errorResponse().code().equals("NoSuchKey");
  }

  StoreException of(Exception failure) {
    Throwable cause = failure;
    while (isWrapper(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case ErrorResponseException answer -> ofCode(answer.errorResponse().code());
      case InvalidResponseException _ ->
          lasting(
              "what answers at "
                  + options.endpoint()
                  + " is no S3 store; look at media.s3.endpoint, whose port is that of its API");
      case ServerException server ->
          passing("the store at %s answered %d".formatted(options.endpoint(), server.statusCode()));
      case IOException network -> ofNetwork(network);
      case IllegalArgumentException _ ->
          lasting(options.address() + " is no address of a bucket; look at media.s3.bucket");
      default -> passing("the store at %s failed: %s".formatted(options.endpoint(), name(cause)));
    };
  }

  private static boolean isWrapper(Throwable e) {
    return e instanceof IllegalStateException
        || e instanceof CompletionException
        || e.getClass().equals(MinioException.class);
  }

  private StoreException ofCode(String code) {
    return switch (code) {
      case "NoSuchBucket" ->
          lasting(
              "there is no bucket %s at %s; make it, or look at media.s3.bucket"
                  .formatted(options.bucket(), options.endpoint()));
      case "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidToken",
          "AuthorizationHeaderMalformed",
          "ExpiredToken" ->
          lasting(
              "the key is refused (%s); look at REELAY_S3_ACCESS_KEY and REELAY_S3_SECRET_KEY, and at media.s3.region (%s)"
                  .formatted(code, options.region()));
      case "AccessDenied", "AllAccessDisabled", "AccountProblem" ->
          lasting(
              "the key may not do everything in the bucket %s (%s); it must be allowed to put, get, list and delete objects"
                  .formatted(options.bucket(), code));
      case "RequestTimeTooSkewed", "RequestExpired" ->
          lasting(
              "the clock of this machine differs too much from that of the store; set it (NTP)");
      case "PermanentRedirect",
          "Redirect",
          "TemporaryRedirect",
          "IllegalLocationConstraintException" ->
          lasting(
              "the bucket %s is elsewhere (%s); look at media.s3.endpoint and media.s3.region"
                  .formatted(options.bucket(), code));
      case "InvalidBucketName", "MethodNotAllowed" ->
          lasting(
              "the store does not take the address of the bucket %s (%s); set media.s3.path-style to %s"
                  .formatted(options.bucket(), code, !options.pathStyle()));
      default -> passing("the store at %s answered %s".formatted(options.endpoint(), code));
    };
  }

  private StoreException ofNetwork(IOException e) {
    String why =
        switch (e) {
          case UnknownHostException _ -> "its name is unknown";
          case NoRouteToHostException _ -> "there is no way to it";
          case ConnectException _ -> "the connection was refused";
          case SocketTimeoutException _ -> "it does not answer in time";
          case SSLException _ -> "no TLS connection could be made: " + e.getMessage();
          default -> name(e);
        };
    return passing("the store at %s cannot be reached: %s".formatted(options.endpoint(), why));
  }

  private static String name(Throwable e) {
    return e.getClass().getSimpleName();
  }

  private static StoreException lasting(String sentence) {
    return new StoreException(sentence, true);
  }

  private static StoreException passing(String sentence) {
    return new StoreException(sentence, false);
  }
}
