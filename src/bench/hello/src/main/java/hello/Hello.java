package hello;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The least that Quarkus REST answers. */
@Path("/hello")
public class Hello {

  @GET
  public String hello() {
    return "hello";
  }
}
