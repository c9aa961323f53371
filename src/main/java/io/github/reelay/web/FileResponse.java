package io.github.reelay.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A response with a file from disk, whole or a range of it (players seek by ranges; Safari plays
 * nothing without). Streams, never holds the file in memory.
 */
public final class FileResponse {
  private FileResponse() {}

  /**
   * @param mediaType ours, never taken from outside
   * @throws IOException if the file is gone or the reader went away
   */
  public static void send(Context ctx, Path file, String mediaType) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      ByteRange range = ByteRange.parse(ctx.header("Range"), size);
      ctx.header("Accept-Ranges", "bytes").contentType(mediaType);
      if (range.isUnsatisfiable()) {
        ctx.status(416).header("Content-Range", "bytes */" + size);
        return;
      }
      if (range.length() < size) {
        ctx.status(206)
            .header(
                "Content-Range",
                "bytes " + range.start() + "-" + (range.start() + range.length() - 1) + "/" + size);
      }
      ctx.res().setContentLengthLong(range.length());
      if (!ctx.method().equals(HandlerType.HEAD)) {
        copy(channel, range, ctx.res().getOutputStream());
      }
    }
  }

  private static void copy(FileChannel from, ByteRange range, OutputStream to) throws IOException {
    var target = Channels.newChannel(to);
    long at = range.start();
    long left = range.length();
    while (left > 0) {
      long sent = from.transferTo(at, left, target);
      if (sent <= 0) {
        throw new IOException("file became shorter while it was sent");
      }
      at += sent;
      left -= sent;
    }
  }
}
