namespace NetSpec.Tool.Reports;

/// <summary>Passes of one batch size on some threads; times are of one pass. The last two are null where ONNX Runtime is not found.</summary>
internal sealed record BenchEntry(
    int Batch, int Threads, int Passes, double MedianMilliseconds, double LeastMilliseconds, double P95Milliseconds, double SamplesPerSecond,
    double GigaflopsPerSecond, double? OnnxRuntimeMilliseconds, double? LargestDifference);
