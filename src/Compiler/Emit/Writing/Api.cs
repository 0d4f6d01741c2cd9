namespace NetSpec.Compiler.Emit.Writing;

/// <summary>Names of the runtime and of .NET as emitted code spells them.</summary>
internal static class Api
{
    public const string Model = Aliases.Runtime + ".Model";
    public const string TokenDecoder = Aliases.Runtime + ".TokenDecoder";
    public const string TokenCache = Aliases.Sequences + "TokenCache";
    public const string Run = Aliases.Kernels + "Run";
    public const string SamplePass = Aliases.Kernels + "SamplePass";
    public const string SampleProgram = Aliases.Kernels + "ISampleProgram";
    public const string SimdLevel = Aliases.Cpu + "SimdLevel";
    public const string Workspace = Aliases.Cpu + "Workspace";
    public const string PortRanges = Aliases.Kernels + "PortRanges";
    public const string Panels = Aliases.Panels + "Panels";
    public const string PanelPorts = Aliases.Panels + "PanelPorts";
    public const string PanelProgram = Aliases.Panels + "IPanelProgram";
    public const string Maps = Aliases.Maps + "Maps";
    public const string Pools = Aliases.Pools + "Pools";
    public const string Select = Aliases.Kernels + "Select";
    public const string Epilogue = Aliases.Kernels + "Epilogue";
    public const string PathNormPass = Aliases.Paths + "PathNormPass";
    public const string PathCostPass = Aliases.Paths + "PathCostPass";
    public const string AdjointScaling = Aliases.Passes + "AdjointScaling";
    public const string PathScaling = Aliases.Passes + "PathScaling";
    public const string PathWeights = Aliases.Passes + "PathWeights";
    public const string ParameterLayout = Aliases.Weights + "ParameterLayout";
    public const string ParameterInfo = Aliases.Weights + "ParameterInfo";
    public const string ParameterRole = Aliases.Weights + "ParameterRole";
    public const string ParameterStore = Aliases.Weights + "ParameterStore";
    public const string LoadOptions = Aliases.Weights + "LoadOptions";

    public const string PathAnalysis = Aliases.Paths + "PathAnalysis";
    public const string PathDescription = Aliases.Paths + "PathDescription";
    public const string RescalingTable = Aliases.Passes + "RescalingTable";

    public const string Span = "global::System.Span<float>";
    public const string ReadOnlySpan = "global::System.ReadOnlySpan<float>";
    public const string ReadOnlySpanOfIntegers = "global::System.ReadOnlySpan<int>";
    public const string ReadOnlySpanOf = "global::System.ReadOnlySpan";
    public const string Action = "global::System.Action";
    public const string Math = "global::System.Math";
    public const string BigInteger = "global::System.Numerics.BigInteger";
    public const string InvariantCulture = "global::System.Globalization.CultureInfo.InvariantCulture";
    public const string Stream = "global::System.IO.Stream";
}
