namespace NetSpec.Compiler.Emit;

/// <summary>Names of the runtime and of .NET as emitted code spells them.</summary>
internal static class Api
{
    public const string Model = Aliases.Runtime + ".Model";
    public const string Run = Aliases.Cpu + "Run";
    public const string Workspace = Aliases.Cpu + "Workspace";
    public const string PortRanges = Aliases.Cpu + "PortRanges";
    public const string Panels = Aliases.Cpu + "Panels";
    public const string PanelPorts = Aliases.Cpu + "PanelPorts";
    public const string PanelProgram = Aliases.Cpu + "IPanelProgram";
    public const string Maps = Aliases.Cpu + "Maps";
    public const string Pools = Aliases.Cpu + "Pools";
    public const string Select = Aliases.Cpu + "Select";
    public const string Epilogue = Aliases.Cpu + "Epilogue";
    public const string PathNormPass = Aliases.Paths + "PathNormPass";
    public const string PathCostPass = Aliases.Paths + "PathCostPass";
    public const string AdjointScaling = Aliases.Paths + "AdjointScaling";
    public const string PathScaling = Aliases.Paths + "PathScaling";
    public const string PathWeights = Aliases.Paths + "PathWeights";
    public const string ParameterLayout = Aliases.Weights + "ParameterLayout";
    public const string ParameterInfo = Aliases.Weights + "ParameterInfo";
    public const string ParameterRole = Aliases.Weights + "ParameterRole";
    public const string ParameterStore = Aliases.Weights + "ParameterStore";
    public const string LoadOptions = Aliases.Weights + "LoadOptions";

    public const string PathAnalysis = Aliases.Paths + "PathAnalysis";
    public const string PathDescription = Aliases.Paths + "PathDescription";
    public const string RescalingTable = Aliases.Paths + "RescalingTable";

    public const string Span = "global::System.Span<float>";
    public const string ReadOnlySpan = "global::System.ReadOnlySpan<float>";
    public const string ReadOnlySpanOf = "global::System.ReadOnlySpan";
    public const string Math = "global::System.Math";
    public const string BigInteger = "global::System.Numerics.BigInteger";
    public const string InvariantCulture = "global::System.Globalization.CultureInfo.InvariantCulture";
    public const string Stream = "global::System.IO.Stream";
}
