/** A bug in one screen takes down that screen only, and says so with a reference. */
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { KeyButton } from '../ui/key-button.tsx';
import { ErrorState } from '../ui/states.tsx';
import { translate } from './text.ts';

interface State {
  readonly reference: string | null;
}

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** What opening again takes, where drawing again is not enough. */
  readonly onAgain?: () => void;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { reference: null };

  static getDerivedStateFromError(): State {
    return { reference: Date.now().toString(36).toUpperCase().slice(-6) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    // biome-ignore lint/suspicious/noConsole: the page has no other log; the reference on screen leads here
    console.error(this.state.reference, error, info.componentStack);
  }

  override render(): ReactNode {
    const { reference } = this.state;
    if (reference === null) return this.props.children;
    return (
      <ErrorState
        what={translate('errors.screen.title')}
        stillWorks={translate('errors.screen.works')}
        whatToDo={translate('errors.screen.reference', { reference })}
        action={<KeyButton onPress={this.props.onAgain ?? (() => this.setState({ reference: null }))}>{translate('errors.screen.again')}</KeyButton>}
      />
    );
  }
}
