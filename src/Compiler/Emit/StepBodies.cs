using NetSpec.Compiler.Emit.Ops;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Emit;

/// <summary>Which emitter prints the calls of a step.</summary>
internal static class StepBodies
{
    /// <param name="code">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="names">The names of the class.</param>
    /// <param name="step">The step.</param>
    /// <param name="target">The arguments of a step that copies an output out: where to.</param>
    public static void Write(StepCode code, Plan plan, ModelNames names, PlanStep step, string target = "target, first, batch")
    {
        switch (step)
        {
            case LoadStep load:
                InputEmitter.Write(code, load);
                break;
            case StoreStep store:
                OutputEmitter.Write(code, store, target);
                break;
            case KernelStep kernel:
                KernelEmitter.Write(code, plan, names, kernel);
                break;
            case AffineStep affine:
                AffineEmitter.Write(code, names, affine);
                break;
            case AddStep add:
                AddEmitter.Write(code, add);
                break;
            case ReluStep relu:
                ReluEmitter.Write(code, relu);
                break;
            case MaxPoolStep pool:
                MaxPool2DEmitter.Write(code, pool);
                break;
            case AveragePoolStep pool:
                AvgPool2DEmitter.Write(code, pool);
                break;
            case AdaptiveAveragePoolStep pool:
                AdaptiveAvgPool2DEmitter.Write(code, pool);
                break;
            case PadStep pad:
                PadEmitter.Write(code, pad);
                break;
            case UpsampleStep upsample:
                UpsampleEmitter.Write(code, upsample);
                break;
            case FlattenStep flatten:
                FlattenEmitter.Write(code, flatten);
                break;
            case ConcatStep concat:
                ConcatEmitter.Write(code, concat);
                break;
            case GroupSortStep sort:
                GroupSortEmitter.Write(code, sort);
                break;
            case TopKStep top:
                TopKEmitter.Write(code, top);
                break;
            case FillStep fill:
                FillEmitter.Write(code, fill);
                break;
            case SumPoolStep sum:
                SumPoolEmitter.Write(code, sum);
                break;
            case StretchStep stretch:
                StretchEmitter.Write(code, stretch);
                break;
            case WeightCostStep cost:
                WeightCostEmitter.Write(code, plan, names, cost);
                break;
            case ChannelCostStep cost:
                ChannelCostEmitter.Write(code, cost);
                break;
            case SliceStep slice:
                SliceEmitter.Write(code, slice);
                break;
            case UnflattenStep unflatten:
                UnflattenEmitter.Write(code, unflatten);
                break;
            case ShrinkStep shrink:
                StretchEmitter.Write(code, shrink);
                break;
            case SpreadStep spread:
                SpreadEmitter.Write(code, spread);
                break;
            default:
                throw new System.NotSupportedException($"No emitter prints {step.GetType().Name}.");
        }
    }
}
