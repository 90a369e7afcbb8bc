import NIOSSL

/// A certificate that signs itself, for a loopback server that speaks TLS. It is no secret: nobody else trusts it.
package struct LoopbackCertificate: Sendable {
    /// What it vouches for: these names, and no address.
    package static let names = ["tls.test", "other.test"]

    private let certificate: NIOSSLCertificate
    private let key: NIOSSLPrivateKey

    package init() throws {
        certificate = try NIOSSLCertificate(bytes: Array(Self.certificatePEM.utf8), format: .pem)
        key = try NIOSSLPrivateKey(bytes: Array(Self.keyPEM.utf8), format: .pem)
    }

    /// For a client's trust roots.
    package static let certificatePEM = """
        -----BEGIN CERTIFICATE-----
        MIIBnzCCAUSgAwIBAgIUEL+Tzhto8mYF7f2hQmMSJ1LoXRowCgYIKoZIzj0EAwIw
        EzERMA8GA1UEAwwIdGxzLnRlc3QwIBcNMjYxMTI0MDQyNDA2WhgPMjEyNjEwMzEw
        NDI0MDZaMBMxETAPBgNVBAMMCHRscy50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0D
        AQcDQgAEtF60lb5LmIrOY4Oo26l8FDuedKi45dNHJk/88vHBaH7EdNHvj35ucJ6T
        7RQMAJmg66amctCzw6N/P8NEhm7pnaN0MHIwHQYDVR0OBBYEFDgZ2M1sf9S3sjzB
        lQpwgYjDDPXUMB8GA1UdIwQYMBaAFDgZ2M1sf9S3sjzBlQpwgYjDDPXUMB8GA1Ud
        EQQYMBaCCHRscy50ZXN0ggpvdGhlci50ZXN0MA8GA1UdEwEB/wQFMAMBAf8wCgYI
        KoZIzj0EAwIDSQAwRgIhAMT5Ik6x+XN1lpf6Yu8Wfq39flRMF1dkJC53SqI2cfSb
        AiEAsgkznZ5X+wlSOJC4IEitHlNXMb//xPqcbpFkSlvtEKc=
        -----END CERTIFICATE-----
        """

    private static let keyPEM = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgI1x/mTKbyhAlIsfT
        S/lOr7Gn2Xd78exjAkU+H7NnwamhRANCAAS0XrSVvkuYis5jg6jbqXwUO550qLjl
        00cmT/zy8cFofsR00e+Pfm5wnpPtFAwAmaDrpqZy0LPDo38/w0SGbumd
        -----END PRIVATE KEY-----
        """

    func serverConfiguration(noting state: LoopbackState) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(certificate)], privateKey: .privateKey(key))
        configuration.sslContextCallback = { values, promise in
            state.note(serverName: values.serverHostname ?? "")
            promise.succeed(.noChanges)
        }
        return configuration
    }
}
