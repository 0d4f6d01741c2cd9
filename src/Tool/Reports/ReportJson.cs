using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetSpec.Tool.Reports;

/// <summary>How reports become JSON: members in camelCase, indented. Made at build time, so that the first document costs no reflection.</summary>
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(SummaryReport))]
[JsonSerializable(typeof(EmitReport))]
[JsonSerializable(typeof(GraphReport))]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(PathNormReport))]
[JsonSerializable(typeof(MarginReport))]
[JsonSerializable(typeof(AverageReport))]
[JsonSerializable(typeof(PieceReport))]
[JsonSerializable(typeof(MergeReport))]
[JsonSerializable(typeof(FactorizeReport))]
[JsonSerializable(typeof(ImportReportEntry))]
[JsonSerializable(typeof(ExportReport))]
[JsonSerializable(typeof(ConvertReport))]
[JsonSerializable(typeof(NewReport))]
[JsonSerializable(typeof(BenchReport))]
[JsonSerializable(typeof(BoundReport))]
[JsonSerializable(typeof(VerifyReport))]
[JsonSerializable(typeof(PruneReport))]
[JsonSerializable(typeof(QuantizeReport))]
[JsonSerializable(typeof(RescaleReport))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>With characters as they are: documents go to programs and people, not into web pages.</summary>
    public static ReportJson Document { get; } = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
