package io.github.containerd4j.sample.dashboard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class LocalOnlyFilterTests {

	private final LocalOnlyFilter filter = new LocalOnlyFilter();

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]:8080" })
	void namesOfThisHostPass(String host) throws Exception {
		MockHttpServletResponse response = request("127.0.0.1", host);

		assertThat(response.getStatus()).isEqualTo(200);
		assertThat(response.getHeader("Content-Security-Policy")).startsWith("default-src 'none'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "localhost.evil.example:8080", "127.0.0.1.evil.example", "" })
	void otherNamesOnTheLoopbackAddressAreRefused(String host) throws Exception {
		assertThat(request("127.0.0.1", host).getStatus()).isEqualTo(403);
		assertThat(request("::1", host).getStatus()).isEqualTo(403);
	}

	@Test
	void anAddressThatWasOpenedOnPurposeTakesAnyName() throws Exception {
		assertThat(request("192.0.2.1", "dashboard.example").getStatus()).isEqualTo(200);
	}

	private MockHttpServletResponse request(String localAddress, String host) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/tree");
		request.setLocalAddr(localAddress);
		request.addHeader("Host", host);
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.filter.doFilter(request, response, new MockFilterChain());
		return response;
	}

}
