namespace NetSpec.Generator.Emit;

/// <summary>Names of the runtime and of .NET as emitted code spells them.</summary>
internal static class Api
{
    public const string Runtime = "global::NetSpec.Runtime";
    public const string Cpu = Runtime + ".Cpu";
    public const string Weights = Runtime + ".Weights";
    public const string Graphs = Runtime + ".Graphs";
    public const string Paths = Runtime + ".Paths";

    public const string Model = Runtime + ".Model";
    public const string Run = Cpu + ".Run";
    public const string Workspace = Cpu + ".Workspace";
    public const string Panels = Cpu + ".Panels";
    public const string PanelPorts = Cpu + ".PanelPorts";
    public const string PanelProgram = Cpu + ".IPanelProgram";
    public const string Maps = Cpu + ".Maps";
    public const string Pools = Cpu + ".Pools";
    public const string Select = Cpu + ".Select";
    public const string Epilogue = Cpu + ".Epilogue";
    public const string PathNormPass = Runtime + ".Paths.PathNormPass";
    public const string PathCostPass = Runtime + ".Paths.PathCostPass";
    public const string AdjointScaling = Runtime + ".Paths.AdjointScaling";
    public const string PathScaling = Runtime + ".Paths.PathScaling";
    public const string PathWeights = Runtime + ".Paths.PathWeights";
    public const string ParameterLayout = Weights + ".ParameterLayout";
    public const string ParameterInfo = Weights + ".ParameterInfo";
    public const string ParameterRole = Weights + ".ParameterRole";
    public const string ParameterStore = Weights + ".ParameterStore";
    public const string LoadOptions = Weights + ".LoadOptions";

    public const string PathAnalysis = Paths + ".PathAnalysis";
    public const string PathDescription = Paths + ".PathDescription";
    public const string RescalingTable = Paths + ".RescalingTable";

    public const string Span = "global::System.Span<float>";
    public const string ReadOnlySpan = "global::System.ReadOnlySpan<float>";
    public const string ReadOnlySpanOf = "global::System.ReadOnlySpan";
    public const string Math = "global::System.Math";
    public const string BigInteger = "global::System.Numerics.BigInteger";
    public const string InvariantCulture = "global::System.Globalization.CultureInfo.InvariantCulture";
    public const string Stream = "global::System.IO.Stream";
}
