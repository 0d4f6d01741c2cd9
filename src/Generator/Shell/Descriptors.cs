using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetSpec.Generator.Shell;

/// <summary>
/// The diagnostics. Literal, because release tracking reads them from the source; a test holds them equal to the
/// catalogue of problems.
/// </summary>
public static class Descriptors
{
    private const string Category = "NetSpec";

    private static readonly DiagnosticDescriptor UnexpectedText = new(
        "NSPEC1001", "Unexpected text", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnexpectedEnd = new(
        "NSPEC1002", "Line ends too soon", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor InvalidCharacter = new(
        "NSPEC1003", "Invalid character", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MisspeltKeyword = new(
        "NSPEC1004", "Misspelt keyword", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor KeywordAsName = new(
        "NSPEC1005", "Keyword as a name", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor DanglingArrow = new(
        "NSPEC1006", "Arrow without a value", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MissingBrace = new(
        "NSPEC1007", "Missing brace", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnclosedBrace = new(
        "NSPEC1008", "Brace never closed", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor ExtraBrace = new(
        "NSPEC1009", "Brace too many", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnexpectedBrace = new(
        "NSPEC1010", "Brace in the wrong place", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor OutsideNet = new(
        "NSPEC1011", "Line outside every net and block", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MisplacedDeclaration = new(
        "NSPEC1012", "Declaration in the wrong place", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor RepeatedNamespace = new(
        "NSPEC1013", "Second namespace", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor FileTooLong = new(
        "NSPEC1014", "File too long", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor LineTooLong = new(
        "NSPEC1015", "Line too long", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor NestedTooDeep = new(
        "NSPEC1016", "Nested too deep", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor ExpressionTooLong = new(
        "NSPEC1017", "Expression too long", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor NameTooLong = new(
        "NSPEC1018", "Name too long", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnknownName = new(
        "NSPEC2001", "Unknown name", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor DuplicateName = new(
        "NSPEC2002", "Name defined twice", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor DuplicateNet = new(
        "NSPEC2003", "Two nets of one name", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor DuplicateLayer = new(
        "NSPEC2004", "Two layers of one name", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor ReservedName = new(
        "NSPEC2005", "Reserved name", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UsedBeforeDefinition = new(
        "NSPEC2006", "Value used before its definition", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor CyclicValue = new(
        "NSPEC2007", "Value depends on itself", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor RecursiveBlock = new(
        "NSPEC2008", "Block uses itself", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MissingInput = new(
        "NSPEC2009", "Net without an input", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MissingOutput = new(
        "NSPEC2010", "Net without an output", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MissingOut = new(
        "NSPEC2011", "Block without a result", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor Unused = new(
        "NSPEC2012", "Name never used", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MemberClash = new(
        "NSPEC2013", "Members of one name in the emitted class", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnknownPass = new(
        "NSPEC2014", "Unknown pass", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnknownLayout = new(
        "NSPEC2015", "Unknown layout", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MisplacedStatement = new(
        "NSPEC2016", "Misplaced line", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MissingDefault = new(
        "NSPEC2017", "Net parameter without a default", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnknownLayer = new(
        "NSPEC2018", "Unknown layer", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor SharedLayerMismatch = new(
        "NSPEC2019", "Shared parameters do not fit", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MisplacedOp = new(
        "NSPEC2020", "Op in the wrong place", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnknownPrecision = new(
        "NSPEC2021", "Unknown precision", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor WordOfCSharp = new(
        "NSPEC2022", "Name that is a word of C#", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnfitPath = new(
        "NSPEC2023", "Unfit path", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MissingFile = new(
        "NSPEC2024", "Used file missing", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor CircularUse = new(
        "NSPEC2025", "File uses itself", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor RankMismatch = new(
        "NSPEC2101", "Vector in place of a map, or the reverse", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor TooLarge = new(
        "NSPEC2102", "Value too large", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor EmptyShape = new(
        "NSPEC2103", "Nothing left of a value", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor ShapeMismatch = new(
        "NSPEC2104", "Sizes that do not meet", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor WrongAnnotation = new(
        "NSPEC2105", "Stated shape is not the shape", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor OperandCount = new(
        "NSPEC2106", "Wrong number of operands", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor InvalidShape = new(
        "NSPEC2107", "Neither a vector nor a map", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnknownArgument = new(
        "NSPEC2201", "Unknown argument", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MissingArgument = new(
        "NSPEC2202", "Argument missing", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor RepeatedArgument = new(
        "NSPEC2203", "Argument given twice", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MisplacedArgument = new(
        "NSPEC2204", "Argument without a place", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor ArgumentKind = new(
        "NSPEC2205", "Argument of the wrong kind", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor ArgumentRange = new(
        "NSPEC2206", "Argument out of range", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor ArgumentConflict = new(
        "NSPEC2207", "Arguments that do not go together", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor IntegerOverflow = new(
        "NSPEC2301", "Integer beyond 64 bits", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor DivisionByZero = new(
        "NSPEC2302", "Division by zero", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor NegativeExponent = new(
        "NSPEC2303", "Negative exponent", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor NeuronCycle = new(
        "NSPEC2401", "Neurons in a circle", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor RepeatedAntecedent = new(
        "NSPEC2402", "Antecedent twice", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MissingAntecedent = new(
        "NSPEC2403", "Neuron that nothing feeds", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnknownActivation = new(
        "NSPEC2404", "Unknown activation", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor PoolSize = new(
        "NSPEC2405", "Impossible k of a pool", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor InputAsOutput = new(
        "NSPEC2406", "Input neuron as an output", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor FrozenWeight = new(
        "NSPEC2407", "Frozen weight is not a finite number", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor NestingLimit = new(
        "NSPEC2501", "Blocks nested too deep", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor RepeatCount = new(
        "NSPEC2502", "Impossible number of repetitions", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor StepLimit = new(
        "NSPEC2503", "Too many steps", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor NeuronLimit = new(
        "NSPEC2504", "Too many neurons", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor ParameterLimit = new(
        "NSPEC2505", "Too many parameters", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor LayerNameLimit = new(
        "NSPEC2506", "Name of a layer too long", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor PassNotEmitted = new(
        "NSPEC3001", "Pass not emitted", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor WorkspaceTooLarge = new(
        "NSPEC3002", "Workspace too large", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor ReusedAlongPath = new(
        "NSPEC3003", "Weights used twice along a path", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor OversizedChain = new(
        "NSPEC3004", "Sparse chain larger than a dense layer", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnfitForDevice = new(
        "NSPEC3005", "Net does not fit the device", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnusedTuning = new(
        "NSPEC3006", "Tuning that no kernel uses", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor ImpossibleTile = new(
        "NSPEC3007", "Tile that a device cannot run", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor TunedTwice = new(
        "NSPEC3008", "Kernel tuned twice", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor NamespaceClash = new(
        "NSPEC3009", "Net and namespace of one name", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnfitType = new(
        "NSPEC3010", "Type that is no part of the net's class", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnknownVisibility = new(
        "NSPEC3011", "Unknown visibility", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor PathsTooLarge = new(
        "NSPEC3012", "Net too large for the theory of paths", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor OutsideTheory = new(
        "NSPEC3013", "Op outside the theory of paths", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor NeededName = new(
        "NSPEC3014", "Name that emitted code needs", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor MemberOfProject = new(
        "NSPEC3015", "Member of the net's class in the project's code", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor OpWithoutKernel = new(
        "NSPEC3016", "Op without a kernel", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor NetOfReference = new(
        "NSPEC3017", "Net that a referenced assembly has too", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor UnfitForDecoder = new(
        "NSPEC3018", "Net that cannot run token by token", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
    private static readonly DiagnosticDescriptor Internal = new(
        "NSPEC9001", "Defect of NetSpec", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyDictionary<string, DiagnosticDescriptor> ById { get; } = new[]
    {
        UnexpectedText,
        UnexpectedEnd,
        InvalidCharacter,
        MisspeltKeyword,
        KeywordAsName,
        DanglingArrow,
        MissingBrace,
        UnclosedBrace,
        ExtraBrace,
        UnexpectedBrace,
        OutsideNet,
        MisplacedDeclaration,
        RepeatedNamespace,
        FileTooLong,
        LineTooLong,
        NestedTooDeep,
        ExpressionTooLong,
        NameTooLong,
        UnknownName,
        DuplicateName,
        DuplicateNet,
        DuplicateLayer,
        ReservedName,
        UsedBeforeDefinition,
        CyclicValue,
        RecursiveBlock,
        MissingInput,
        MissingOutput,
        MissingOut,
        Unused,
        MemberClash,
        UnknownPass,
        UnknownLayout,
        MisplacedStatement,
        MissingDefault,
        UnknownLayer,
        SharedLayerMismatch,
        MisplacedOp,
        UnknownPrecision,
        WordOfCSharp,
        UnfitPath,
        MissingFile,
        CircularUse,
        RankMismatch,
        TooLarge,
        EmptyShape,
        ShapeMismatch,
        WrongAnnotation,
        OperandCount,
        InvalidShape,
        UnknownArgument,
        MissingArgument,
        RepeatedArgument,
        MisplacedArgument,
        ArgumentKind,
        ArgumentRange,
        ArgumentConflict,
        IntegerOverflow,
        DivisionByZero,
        NegativeExponent,
        NeuronCycle,
        RepeatedAntecedent,
        MissingAntecedent,
        UnknownActivation,
        PoolSize,
        InputAsOutput,
        FrozenWeight,
        NestingLimit,
        RepeatCount,
        StepLimit,
        NeuronLimit,
        ParameterLimit,
        LayerNameLimit,
        PassNotEmitted,
        WorkspaceTooLarge,
        PathsTooLarge,
        OutsideTheory,
        OpWithoutKernel,
        ReusedAlongPath,
        OversizedChain,
        UnfitForDevice,
        UnusedTuning,
        ImpossibleTile,
        TunedTwice,
        NamespaceClash,
        UnfitType,
        UnknownVisibility,
        NeededName,
        MemberOfProject,
        NetOfReference,
        UnfitForDecoder,
        Internal,
    }.ToDictionary(descriptor => descriptor.Id);

    public static DiagnosticDescriptor Find(string id) => ById[id];
}
