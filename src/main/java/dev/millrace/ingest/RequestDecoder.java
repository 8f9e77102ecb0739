package dev.millrace.ingest;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * Refuses requests that say twice, and differently, where they end: whoever stands in front may
 * have believed the other. Netty would silently drop the length.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, section 6.3</a>
 */
final class RequestDecoder extends VertxHttpRequestDecoder {

  RequestDecoder(HttpServerOptions options) {
    super(options);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("a request has both Content-Length and Transfer-Encoding");
  }

  /**
   * Takes the framework's decoder out of a connection and puts this one in, before the first byte
   * comes to it: it is there only once it is clear which version of HTTP is spoken.
   */
  static final class Exchange extends ChannelInboundHandlerAdapter {

    /** The framework's name for it. */
    private static final String DECODER = "httpDecoder";

    private final HttpServerOptions options;

    Exchange(HttpServerOptions options) {
      this.options = options;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object first) {
      if (context.pipeline().get(DECODER) instanceof VertxHttpRequestDecoder) {
        context.pipeline().replace(DECODER, DECODER, new RequestDecoder(options));
      }
      context.fireChannelRead(first);
      context.pipeline().remove(this);
    }
  }
}
