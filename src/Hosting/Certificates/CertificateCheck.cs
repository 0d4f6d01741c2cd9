namespace NetSpec.Hosting.Certificates;

/// <summary>One thing that was looked at to verify a certificate.</summary>
/// <param name="What">The claim.</param>
/// <param name="Claimed">What the certificate says.</param>
/// <param name="Found">What was found.</param>
/// <param name="Holds">Whether the claim follows from it.</param>
public sealed record CertificateCheck(string What, string Claimed, string Found, bool Holds);
