package io.github.reelay.provider.sandbox;

import com.sun.net.httpserver.Headers;

/** An HTTP request, read whole. Never compared, so its array does no harm. */
@SuppressWarnings("ArrayRecordComponent")
record HttpCall(String method, String path, Headers headers, byte[] body) {
  String contentType() {
    String type = headers.getFirst("Content-Type");
    return type == null ? "" : type;
  }

  boolean isGet() {
    return method.equals("GET") || method.equals("HEAD");
  }

  boolean isPost() {
    return method.equals("POST");
  }
}
