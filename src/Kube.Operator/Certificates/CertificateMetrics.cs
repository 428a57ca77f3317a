using System.Diagnostics.Metrics;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Operator.Certificates;

/// <summary>What dashboards and alerts expect of a webhook's certificates.</summary>
internal static class CertificateMetrics
{
    private static readonly Meter Meter = new("Kube.Operator");
    private static readonly Gauge<double> Expiry = Meter.CreateGauge<double>("webhook_certificate_expiry_seconds", description: "Seconds until the webhook's certificate and its authority end.");

    public static Counter<long> Reads { get; } = Meter.CreateCounter<long>("certwatcher_read_certificate_total", description: "Total number of certificate reads");

    public static Counter<long> ReadErrors { get; } = Meter.CreateCounter<long>("certwatcher_read_certificate_errors_total", description: "Total number of certificate read errors");

    /// <param name="which">The leaf or the authority.</param>
    /// <param name="certificate">Whose end is told.</param>
    /// <param name="now">The time of telling.</param>
    public static void Ends(string which, X509Certificate2 certificate, DateTimeOffset now) => Expiry.Record(
        (new DateTimeOffset(certificate.NotAfter.ToUniversalTime()) - now).TotalSeconds, new KeyValuePair<string, object?>("certificate", which));
}
